namespace Eccos.Predictors;

/// <summary>How often each n-gram of the vocabulary occurs in one text; reused from text to text.</summary>
internal sealed class TermCounts(Vocabulary vocabulary)
{
    private readonly int[] _counts = new int[vocabulary.Count];
    private readonly int[] _terms = new int[vocabulary.Count];
    private int _length;

    /// <summary>The n-grams that occur, in the order of their first occurrence.</summary>
    public ReadOnlySpan<int> Terms => _terms.AsSpan(0, _length);

    /// <summary>The occurrences of an n-gram.</summary>
    public int this[int term] => _counts[term];

    public void Count(ReadOnlySpan<char> text)
    {
        foreach (var term in Terms)
            _counts[term] = 0;
        var sink = new Sink(this, vocabulary);
        NGramScanner.Scan(text, ref sink);
        _length = sink.Length;
    }

    private ref struct Sink(TermCounts owner, Vocabulary vocabulary) : INGramSink
    {
        private readonly int[] _counts = owner._counts;
        private readonly int[] _terms = owner._terms;

        public int Length { get; private set; }

        public void Add(int bucket)
        {
            var term = vocabulary.IndexOf(bucket);
            if (term >= 0 && _counts[term]++ == 0)
                _terms[Length++] = term;
        }
    }
}
