namespace Eccos.Predictors;

/// <summary>What every base learner says of N queries: for each learner N x M logits and N x M log amounts; and the twin of each query.</summary>
internal sealed class BaseForecast(int learnerCount, int queryCount, int endpointCount, int sourceCount, bool corrected = false)
{
    public double[][] Logits { get; } = Arrays(learnerCount, queryCount * endpointCount);

    public double[][] Amounts { get; } = Arrays(learnerCount, queryCount * endpointCount);

    /// <summary>N x S: how likely each query comes from each source; empty where no learner tells.</summary>
    public float[] Sources { get; } = new float[queryCount * sourceCount];

    public Twin[] Twins { get; } = new Twin[queryCount];

    /// <summary>N x M: what observations added since the fit add to the blended logits; empty when there are none.</summary>
    public double[] LogitOffsets { get; } = new double[corrected ? queryCount * endpointCount : 0];

    /// <summary>The same of the blended log amounts.</summary>
    public double[] AmountOffsets { get; } = new double[corrected ? queryCount * endpointCount : 0];

    public int QueryCount => queryCount;

    public int EndpointCount => endpointCount;

    /// <summary>S.</summary>
    public int SourceCount => sourceCount;

    /// <summary>The S probabilities of one query.</summary>
    public Span<float> SourcesOf(int i) => Sources.AsSpan(i * sourceCount, sourceCount);

    private static double[][] Arrays(int learners, int length)
    {
        var arrays = new double[learners][];
        for (var l = 0; l < arrays.Length; l++)
            arrays[l] = new double[length];
        return arrays;
    }
}
