namespace Eccos.Predictors;

/// <summary>How often each label was recorded for each endpoint, and its sum.</summary>
internal sealed class LabelStatistics(int endpointCount)
{
    private readonly long[] _counts = new long[MemoryChunk.LabelCount * endpointCount];
    private readonly double[] _sums = new double[MemoryChunk.LabelCount * endpointCount];

    public LabelStatistics Clone()
    {
        var clone = new LabelStatistics(endpointCount);
        _counts.CopyTo(clone._counts, 0);
        _sums.CopyTo(clone._sums, 0);
        return clone;
    }

    public void Add(ReadOnlySpan<float> labels)
    {
        for (var k = 0; k < labels.Length; k++)
        {
            if (float.IsNaN(labels[k]))
                continue;
            _counts[k]++;
            _sums[k] += labels[k];
        }
    }

    public long Count(Label label, int endpoint) => _counts[((int)label * endpointCount) + endpoint];

    public bool Any(Label label) => _counts.AsSpan((int)label * endpointCount, endpointCount).ContainsAnyExcept(0);

    /// <summary>
    /// The mean of each endpoint's label, NaN where none was recorded. Success counts one more observation, of the mean over all
    /// endpoints, which itself counts one of 1/2 more: an endpoint never asked has the pool's mean, and no mean is 0 or 1.
    /// </summary>
    public double[] Means(Label label)
    {
        var means = new double[endpointCount];
        var counts = _counts.AsSpan((int)label * endpointCount, endpointCount);
        var sums = _sums.AsSpan((int)label * endpointCount, endpointCount);
        var total = 0.5;
        var observed = 1.0;
        for (var j = 0; j < endpointCount; j++)
        {
            total += sums[j];
            observed += counts[j];
        }

        for (var j = 0; j < endpointCount; j++)
            means[j] = label == Label.Success ? (sums[j] + (total / observed)) / (counts[j] + 1) : sums[j] / counts[j];
        return means;
    }
}
