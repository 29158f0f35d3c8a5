namespace Eccos.Predictors;

/// <summary>What every base learner says of N queries: for each learner N x M logits and N x M log amounts; and the twin of each query.</summary>
internal sealed class BaseForecast(int queryCount, int endpointCount)
{
    public double[][] Logits { get; } = Arrays(queryCount * endpointCount);

    public double[][] Amounts { get; } = Arrays(queryCount * endpointCount);

    public Twin[] Twins { get; } = new Twin[queryCount];

    public int QueryCount => queryCount;

    public int EndpointCount => endpointCount;

    private static double[][] Arrays(int length)
    {
        var arrays = new double[BaseLearners.Count][];
        for (var l = 0; l < arrays.Length; l++)
            arrays[l] = new double[length];
        return arrays;
    }
}
