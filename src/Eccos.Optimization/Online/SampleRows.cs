namespace Eccos.Optimization;

/// <summary>The queries of a <see cref="TrafficSample"/> at one moment, row after row.</summary>
internal sealed class SampleRows(int endpoints, double[] cost, double[] quality, bool[] eligible, int[][] groups)
{
    /// <summary>n.</summary>
    public int Count => cost.Length / endpoints;

    /// <summary>M.</summary>
    public int Endpoints => endpoints;

    public QueryEndpointMatrix Cost { get; } = new(cost, endpoints);

    public QueryEndpointMatrix Quality { get; } = new(quality, endpoints);

    public ReadOnlyMemory<bool> Eligible => eligible;

    /// <summary>The groups of one query.</summary>
    public ReadOnlySpan<int> Groups(int row) => groups[row];

    /// <summary>The queries that a limit is about.</summary>
    public int[] Members(StreamLimit limit) => limit.Group == StreamLimit.WholeStream
        ? [.. Enumerable.Range(0, Count)]
        : [.. Enumerable.Range(0, Count).Where(i => groups[i].AsSpan().Contains(limit.Group))];

    /// <summary>What a limit counts, y, when every query goes where its reduced cost is least.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="members">The queries that it is about.</param>
    /// <param name="weights">w_c and w_a of a query.</param>
    /// <param name="mu">The prices of the endpoints' requests.</param>
    /// <returns>The mean of y over the queries and its standard deviation; 0 without queries.</returns>
    public (double Mean, double Deviation) Yield(StreamLimit limit, int[] members, Func<int, StreamWeights> weights, double[] mu)
    {
        if (members.Length == 0)
            return default;
        var (sum, squares) = (0.0, 0.0);
        foreach (var i in members)
        {
            var j = weights(i).ArgMin(Cost.Row(i), Quality.Row(i), eligible.AsSpan(i * endpoints, endpoints), mu);
            var y = limit.IsFloor ? Quality[i, j] : -Cost[i, j];
            sum += y;
            squares += y * y;
        }

        var mean = sum / members.Length;
        return (mean, Math.Sqrt(Math.Max(0, (squares / members.Length) - (mean * mean))));
    }
}
