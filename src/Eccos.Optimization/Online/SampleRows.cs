namespace Eccos.Optimization;

/// <summary>The queries of a <see cref="TrafficSample"/> at one moment, row after row.</summary>
internal sealed class SampleRows(int endpoints, double[] cost, double[] quality, bool[] eligible)
{
    /// <summary>n.</summary>
    public int Count => cost.Length / endpoints;

    /// <summary>M.</summary>
    public int Endpoints => endpoints;

    public QueryEndpointMatrix Cost { get; } = new(cost, endpoints);

    public QueryEndpointMatrix Quality { get; } = new(quality, endpoints);

    public ReadOnlyMemory<bool> Eligible => eligible;

    /// <summary>What the limit counts, y, when every query goes where its reduced cost is least.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="weights">w_c and w_a.</param>
    /// <param name="mu">The prices of the endpoints' requests.</param>
    /// <returns>The mean of y over the sample and its standard deviation.</returns>
    public (double Mean, double Deviation) Yield(PricedLimit limit, StreamWeights weights, ReadOnlySpan<double> mu)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            var j = weights.ArgMin(Cost.Row(i), Quality.Row(i), eligible.AsSpan(i * endpoints, endpoints), mu);
            var y = limit == PricedLimit.Budget ? -Cost[i, j] : Quality[i, j];
            sum += y;
            squares += y * y;
        }

        var mean = sum / Count;
        return (mean, Math.Sqrt(Math.Max(0, (squares / Count) - (mean * mean))));
    }
}
