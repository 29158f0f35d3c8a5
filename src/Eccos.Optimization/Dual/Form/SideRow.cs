namespace Eccos.Optimization;

/// <summary>A limit on some or all queries together: sum_ij g_ij x_ij at most G.</summary>
internal sealed class SideRow
{
    /// <param name="key">Which limit of the formulation; <see langword="null"/> for none.</param>
    /// <param name="g">g_ij of the row's queries, row after row.</param>
    /// <param name="limit">G.</param>
    /// <param name="queries">The row's queries in order; <see langword="null"/> for all.</param>
    public SideRow(LimitKey? key, double[] g, double limit, int[]? queries)
    {
        (Key, G, Limit, Queries) = (key, g, limit, queries);
    }

    public LimitKey? Key { get; }

    public double[] G { get; }

    public double Limit { get; }

    public int[]? Queries { get; }

    /// <summary>What one average query takes, so that what is too much of different rows can be weighed.</summary>
    public double Unit(int endpointCount)
    {
        var queries = Math.Max(1, G.Length / endpointCount);
        if (Limit != 0)
            return Math.Abs(Limit) / queries;
        var sum = 0.0;
        foreach (var g in G)
            sum += Math.Abs(g);
        return sum > 0 ? sum / G.Length : 1;
    }
}
