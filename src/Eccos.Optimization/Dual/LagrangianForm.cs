namespace Eccos.Optimization;

/// <summary>
/// Both objectives as one minimisation, in the problem's own units:
/// <code>
/// minimise    sum_ij f_ij x_ij                 least cost: f = c, g = -a, G = -N alpha
/// subject to  sum_j x_ij = 1                   best quality: f = -a, g = c, G = B
///             sum_ij g_ij x_ij at most G
///             sum_i x_ij       at most L_j
///             sum_ij t_ij x_ij at most T_j
/// </code>
/// The limit on the objective itself (a budget on the least cost, a floor on the best quality) does not shape the assignment: it only decides
/// whether the best one is good enough, and is kept apart as <see cref="Ceiling"/>.
/// </summary>
/// <remarks>Immutable. Limits carry the rounding that <see cref="Tolerance"/> allows.</remarks>
internal sealed class LagrangianForm
{
    /// <summary>How far rounding may carry a sum past its limit, relative to the limit.</summary>
    public const double Tolerance = 1e-9;

    private readonly QueryEndpointMatrix _f;
    private readonly QueryEndpointMatrix _g;

    public LagrangianForm(AssignmentProblem problem)
    {
        Problem = problem;
        N = problem.QueryCount;
        M = problem.EndpointCount;
        var leastCost = problem.Objective == Objective.LeastCost;
        (_f, _g) = leastCost ? (problem.Cost, problem.Quality) : (problem.Quality, problem.Cost);
        FSign = leastCost ? 1 : -1;
        var floor = problem.QualityFloor is { } alpha && alpha > 0 ? -N * alpha * (1 - Tolerance) : double.PositiveInfinity;
        var budget = problem.Budget is { } b ? b * (1 + Tolerance) : double.PositiveInfinity;
        (SideLimit, Ceiling) = leastCost ? (floor, budget) : (budget, floor);
        WorkloadLimits = new int[M];
        TokenLimits = new double[M];
        for (var j = 0; j < M; j++)
        {
            WorkloadLimits[j] = problem.WorkloadLimits?[j] is { } limit && limit < N ? limit : int.MaxValue;
            TokenLimits[j] = problem.Tokens is not null && problem.TokenLimits?[j] is { } tokens ? tokens * (1 + Tolerance) : double.PositiveInfinity;
        }

        HasTokenLimits = TokenLimits.Any(double.IsFinite);
    }

    public AssignmentProblem Problem { get; }

    public int N { get; }

    public int M { get; }

    /// <summary>G, in USD or as a sum of success probabilities with the sign turned; infinite when there is none.</summary>
    public double SideLimit { get; }

    /// <summary>The most sum_ij f_ij x_ij may be; infinite when the objective has no limit of its own.</summary>
    public double Ceiling { get; }

    /// <summary>L_j; <see cref="int.MaxValue"/> where it cannot bind.</summary>
    public int[] WorkloadLimits { get; }

    /// <summary>T_j; infinite where there is none.</summary>
    public double[] TokenLimits { get; }

    public bool HasSideLimit => double.IsFinite(SideLimit);

    public bool HasTokenLimits { get; }

    /// <summary>f_ij, row after row, to be multiplied by <see cref="FSign"/>.</summary>
    public ReadOnlySpan<double> FValues => _f.Values;

    /// <summary>g_ij, row after row, to be multiplied by minus <see cref="FSign"/>.</summary>
    public ReadOnlySpan<double> GValues => _g.Values;

    /// <summary>t_ij, row after row; empty when no tokens are limited.</summary>
    public ReadOnlySpan<double> TValues => HasTokenLimits ? Problem.Tokens!.Values : [];

    /// <summary>1 for the least cost, -1 for the best quality.</summary>
    public double FSign { get; }

    public double F(int i, int j) => FSign * FValues[(i * M) + j];

    public double G(int i, int j) => -FSign * GValues[(i * M) + j];

    public double T(int i, int j) => HasTokenLimits ? TValues[(i * M) + j] : 0;

    public bool IsEligible(int i, int j) => Problem.IsEligible(i, j);

    /// <summary>sum_ij f_ij x_ij in the unit of <see cref="Assignment.Objective"/>: USD, or the average success probability.</summary>
    public double ToObjective(double f) => FSign > 0 ? f : N == 0 ? 0 : -f / N;
}
