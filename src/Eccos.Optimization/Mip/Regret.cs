namespace Eccos.Optimization;

/// <summary>
/// Values to be kept small, as distances from each query's smallest, so that a solver sees small numbers of one sign instead of small differences of large ones:
/// <code>
/// r_ij = v_ij - min_j v_ij          sum_ij v_ij x_ij = Base + sum_ij r_ij x_ij
/// </code>
/// Where queries may be deferred the smallest of a query is not always paid; there one value for all takes the place of the minimum.
/// </summary>
internal sealed class Regret
{
    private readonly double[] _values;
    private readonly double[] _lowest;
    private readonly int _endpointCount;

    private Regret(double[] values, double[] lowest, int endpointCount, double total)
    {
        (_values, _lowest, _endpointCount, Base) = (values, lowest, endpointCount, total);
    }

    /// <summary>The sum over the queries of the smallest value.</summary>
    public double Base { get; }

    /// <summary>r_ij, 0 or more where the endpoint is eligible.</summary>
    public double this[int i, int j] => _values[(i * _endpointCount) + j];

    /// <summary>The part of the base that the given queries have; all when <see langword="null"/>.</summary>
    public double BaseOf(IReadOnlyList<int>? queries) => queries is null ? Base : queries.Sum(i => _lowest[i]);

    /// <param name="f">What is solved.</param>
    /// <param name="values">v_ij, row after row.</param>
    /// <param name="deferredLowest">What takes the place of the minimum where queries may be deferred, no more than any v_ij.</param>
    public static Regret Of(Formulation f, ReadOnlySpan<double> values, double deferredLowest)
    {
        var (n, m) = (f.Problem.QueryCount, f.Problem.EndpointCount);
        var (regrets, lowest) = (values.ToArray(), new double[n]);
        var total = f.Defers ? deferredLowest * f.ServedCount : 0;
        for (var i = 0; i < n; i++)
        {
            lowest[i] = f.Defers ? deferredLowest : Lowest(f.Problem, values.Slice(i * m, m), i);
            for (var j = 0; j < m; j++)
                regrets[(i * m) + j] -= lowest[i];
            total += f.Defers ? 0 : lowest[i];
        }

        return new Regret(regrets, lowest, m, total);
    }

    private static double Lowest(AssignmentProblem problem, ReadOnlySpan<double> row, int i)
    {
        var lowest = double.PositiveInfinity;
        for (var j = 0; j < row.Length; j++)
        {
            if (problem.IsEligible(i, j))
                lowest = Math.Min(lowest, row[j]);
        }

        return double.IsFinite(lowest) ? lowest : 0;
    }
}
