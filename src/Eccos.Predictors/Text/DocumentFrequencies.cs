namespace Eccos.Predictors;

/// <summary>In how many texts each bucket occurs; fitting alone needs it.</summary>
internal sealed class DocumentFrequencies
{
    private readonly int[] _frequency = new int[NGramScanner.BucketCount];
    private readonly List<int> _seen = [];

    public DocumentFrequencies(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var buckets = new int[1024];
        var lastText = new int[NGramScanner.BucketCount];
        for (var i = 0; i < texts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scanner = new NGramScanner(texts[i]);
            while (scanner.Read(buckets) is > 0 and var read)
            {
                foreach (var bucket in buckets.AsSpan(0, read))
                {
                    if (lastText[bucket] == i + 1)
                        continue;
                    lastText[bucket] = i + 1;
                    if (_frequency[bucket]++ == 0)
                        _seen.Add(bucket);
                }
            }
        }
    }

    public int this[int bucket] => _frequency[bucket];

    /// <summary>The buckets in at least so many texts, those in most texts first, at most <paramref name="limit"/>; in ascending order.</summary>
    public int[] Select(int minimum, int limit) =>
        [.. _seen.Where(bucket => _frequency[bucket] >= minimum).OrderByDescending(bucket => _frequency[bucket]).ThenBy(bucket => bucket).Take(limit).Order()];
}
