namespace Eccos.Optimization;

/// <summary>
/// Costs and qualities as distances from each query's best endpoint, so that a solver sees small numbers of one sign instead of small
/// differences of large ones:
/// <code>
/// cost:     r_ij = c_ij - min_j c_ij     sum_ij c_ij x_ij = Base + sum_ij r_ij x_ij
/// quality:  r_ij = max_j a_ij - a_ij     sum_ij a_ij x_ij = Base - sum_ij r_ij x_ij
/// </code>
/// Where queries may be deferred the best endpoint of a query is not always paid for; there 0 and 1 take the place of the minimum and maximum.
/// </summary>
internal sealed class Regret
{
    private readonly double[] _values;
    private readonly int _endpointCount;

    private Regret(double[] values, int endpointCount, double total)
    {
        _values = values;
        _endpointCount = endpointCount;
        Base = total;
    }

    /// <summary>The sum over the queries of the best endpoint's cost or quality.</summary>
    public double Base { get; }

    /// <summary>r_ij, 0 or more where the endpoint is eligible.</summary>
    public double this[int i, int j] => _values[(i * _endpointCount) + j];

    public static Regret OfCost(Formulation f) => Create(f, f.Problem.Cost, 1, 0);

    public static Regret OfQuality(Formulation f) => Create(f, f.Problem.Quality, -1, f.ServedCount);

    private static Regret Create(Formulation f, QueryEndpointMatrix matrix, int sign, double deferredBase)
    {
        var (n, m) = (f.Problem.QueryCount, f.Problem.EndpointCount);
        var values = new double[n * m];
        var total = f.Defers ? deferredBase : 0;
        for (var i = 0; i < n; i++)
        {
            var best = f.Defers ? (sign > 0 ? 0 : 1) : Best(f.Problem, matrix, sign, i);
            for (var j = 0; j < m; j++)
                values[(i * m) + j] = sign * (matrix[i, j] - best);
            total += f.Defers ? 0 : best;
        }

        return new Regret(values, m, total);
    }

    private static double Best(AssignmentProblem problem, QueryEndpointMatrix matrix, int sign, int i)
    {
        var best = double.PositiveInfinity;
        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.IsEligible(i, j))
                best = Math.Min(best, sign * matrix[i, j]);
        }

        return double.IsFinite(best) ? sign * best : 0;
    }
}
