namespace Eccos.Predictors;

/// <summary>How often each n-gram of the vocabulary occurs in one text; reused from text to text.</summary>
internal sealed class TermCounts
{
    private const int BucketsAtOnce = 1024;

    private readonly Vocabulary _vocabulary;
    private readonly int[] _buckets = new int[BucketsAtOnce];
    private readonly int[] _terms;

    // The place behind the last term takes what the vocabulary lacks, so that counting does not branch.
    private readonly int[] _counts;
    private float[] _weights = new float[BucketsAtOnce];
    private int _length;

    public TermCounts(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _terms = new int[vocabulary.Count + 1];
        _counts = new int[vocabulary.Count + 1];
    }

    /// <summary>The n-grams that occur, in the order of their first occurrence.</summary>
    public ReadOnlySpan<int> Terms => _terms.AsSpan(0, _length);

    /// <summary>1 + ln tf of each of <see cref="Terms"/>.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _length);

    /// <summary>The occurrences of an n-gram.</summary>
    public int this[int term] => _counts[term];

    public void Count(ReadOnlySpan<char> text)
    {
        foreach (var term in Terms)
            _counts[term] = 0;
        _length = 0;
        _counts[^1] = 1;
        var scanner = new NGramScanner(text);
        while (scanner.Read(_buckets) is > 0 and var read)
            Add(_buckets.AsSpan(0, read));
        if (_weights.Length < _length)
            _weights = new float[Math.Max(_length, 2 * _weights.Length)];
        for (var k = 0; k < _length; k++)
            _weights[k] = TermFrequency.Weight(_counts[_terms[k]]);
    }

    private void Add(ReadOnlySpan<int> buckets)
    {
        var (terms, counts, length) = (_terms, _counts, _length);
        foreach (var bucket in buckets)
        {
            var term = _vocabulary.IndexOf(bucket);
            term += (term >> 31) & counts.Length;
            terms[length] = term;
            length += counts[term]++ == 0 ? 1 : 0;
        }

        _length = length;
    }
}
