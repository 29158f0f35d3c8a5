namespace Eccos.Predictors;

/// <summary>In how many texts each bucket occurs; fitting alone needs it.</summary>
internal sealed class DocumentFrequencies
{
    private readonly int[] _frequency = new int[NGramScanner.BucketCount];
    private readonly List<int> _seen = [];

    public DocumentFrequencies(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var lastText = new int[NGramScanner.BucketCount];
        for (var i = 0; i < texts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sink = new Sink(_frequency, lastText, _seen, i + 1);
            NGramScanner.Scan(texts[i], ref sink);
        }
    }

    public int this[int bucket] => _frequency[bucket];

    /// <summary>The buckets in at least so many texts, those in most texts first, at most <paramref name="limit"/>; in ascending order.</summary>
    public int[] Select(int minimum, int limit) =>
        [.. _seen.Where(bucket => _frequency[bucket] >= minimum).OrderByDescending(bucket => _frequency[bucket]).ThenBy(bucket => bucket).Take(limit).Order()];

    private readonly ref struct Sink(int[] frequency, int[] lastText, List<int> seen, int text) : INGramSink
    {
        public void Add(int bucket)
        {
            if (lastText[bucket] == text)
                return;
            lastText[bucket] = text;
            if (frequency[bucket]++ == 0)
                seen.Add(bucket);
        }
    }
}
