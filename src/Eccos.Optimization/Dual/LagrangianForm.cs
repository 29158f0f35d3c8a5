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
    private LagrangianForm(int n, int m)
    {
        (N, M) = (n, m);
        (F, G, T) = (new double[n * m], [], []);
        (WorkloadLimits, TokenLimits) = (new int[m], new double[m]);
    }

    public int N { get; }

    public int M { get; }

    /// <summary>f_ij, row after row; infinite where not eligible.</summary>
    public double[] F { get; }

    /// <summary>g_ij, row after row; empty when there is no side limit.</summary>
    public double[] G { get; private init; }

    /// <summary>t_ij, row after row; empty when no tokens are limited.</summary>
    public double[] T { get; private init; }

    /// <summary>G, in USD or as a sum of success probabilities with the sign turned; infinite when there is none.</summary>
    public double SideLimit { get; private init; } = double.PositiveInfinity;

    /// <summary>The most sum_ij f_ij x_ij may be; infinite when the objective has no limit of its own.</summary>
    public double Ceiling { get; private init; } = double.PositiveInfinity;

    /// <summary>L_j; <see cref="int.MaxValue"/> where it cannot bind.</summary>
    public int[] WorkloadLimits { get; }

    /// <summary>T_j; infinite where there is none.</summary>
    public double[] TokenLimits { get; }

    /// <summary>sum_i max_j f_ij or the ceiling, whichever is lower: no feasible assignment lies above it.</summary>
    public double HighestF
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < N; i++)
            {
                var highest = double.NegativeInfinity;
                for (var j = 0; j < M; j++)
                {
                    var f = F[(i * M) + j];
                    highest = double.IsFinite(f) && f > highest ? f : highest;
                }

                sum += highest;
            }

            return Math.Min(Ceiling, sum + (Tolerance.Feasibility * Math.Abs(sum)));
        }
    }

    public bool HasQueryWithoutEndpoint
    {
        get
        {
            for (var i = 0; i < N; i++)
            {
                if (F.AsSpan(i * M, M).IndexOfAnyExcept(double.PositiveInfinity) < 0)
                    return true;
            }

            return false;
        }
    }

    public bool HasSideLimit => G.Length > 0;

    public bool HasTokenLimits => T.Length > 0;

    /// <summary>g_ij, 0 without a side limit.</summary>
    public double GOf(int i, int j) => G.Length > 0 ? G[(i * M) + j] : 0;

    /// <summary>t_ij, 0 without token limits.</summary>
    public double TOf(int i, int j) => T.Length > 0 ? T[(i * M) + j] : 0;

    public static LagrangianForm Of(Formulation formulation)
    {
        var problem = formulation.Problem;
        var (n, m) = (problem.QueryCount, problem.EndpointCount);
        var leastCost = formulation.Goal == Goal.LeastCost;
        var floor = formulation.QualityFloor is { } alpha && alpha > 0 ? -n * alpha * (1 - Tolerance.Feasibility) : double.PositiveInfinity;
        var budget = formulation.Budget is { } b ? b * (1 + Tolerance.Feasibility) : double.PositiveInfinity;
        var sideLimit = leastCost ? floor : budget;
        var hasTokens = problem.Tokens is not null && problem.TokenLimits is { } limits && limits.Any(limit => limit is not null);
        var form = new LagrangianForm(n, m)
        {
            G = double.IsFinite(sideLimit) ? new double[n * m] : [],
            T = hasTokens ? problem.Tokens!.Values.ToArray() : [],
            SideLimit = sideLimit,
            Ceiling = leastCost ? budget : floor,
        };
        Fill(form.F, leastCost ? problem.Cost : problem.Quality, leastCost ? 1 : -1);
        Fill(form.G, leastCost ? problem.Quality : problem.Cost, leastCost ? -1 : 1);
        for (var k = 0; k < form.F.Length && problem.Eligible.Length > 0; k++)
        {
            if (!problem.Eligible.Span[k])
                form.F[k] = double.PositiveInfinity;
        }

        for (var j = 0; j < m; j++)
        {
            form.WorkloadLimits[j] = problem.WorkloadLimits?[j] is { } limit && limit < n ? limit : int.MaxValue;
            form.TokenLimits[j] = hasTokens && problem.TokenLimits![j] is { } tokens ? tokens * (1 + Tolerance.Feasibility) : double.PositiveInfinity;
        }

        return form;
    }

    /// <summary>minimise sum_ij (c_ij - lambda a_ij) x_ij under the workload and the tokens alone.</summary>
    /// <param name="problem">The problem, whose floor, budget and objective are left aside.</param>
    /// <param name="costWeight">The weight of c, 1 or 0.</param>
    /// <param name="lambda">What one more correct answer is worth in USD.</param>
    public static LagrangianForm Weighted(AssignmentProblem problem, double costWeight, double lambda)
    {
        var form = Of(new Formulation(problem, Goal.LeastCost, QualityFloor: null, Budget: null));
        var cost = problem.Cost.Values;
        var quality = problem.Quality.Values;
        for (var k = 0; k < form.F.Length; k++)
        {
            if (double.IsFinite(form.F[k]))
                form.F[k] = (costWeight * cost[k]) - (lambda * quality[k]);
        }

        return form;
    }

    /// <summary>
    /// What is left to decide when some queries are: the others with the options that are open, and the limits less what is taken.
    /// </summary>
    /// <param name="queries">The queries that are open, by their place here.</param>
    /// <param name="isOpen">Whether x_ij may still be 1.</param>
    /// <param name="x">The endpoint of each query that is decided.</param>
    public LagrangianForm Core(ReadOnlySpan<int> queries, Func<int, int, bool> isOpen, ReadOnlySpan<int> x)
    {
        var (taken, tokens, count) = (0.0, new double[M], new int[M]);
        for (int i = 0, next = 0; i < N; i++)
        {
            if (next < queries.Length && queries[next] == i)
            {
                next++;
                continue;
            }

            taken += GOf(i, x[i]);
            tokens[x[i]] += TOf(i, x[i]);
            count[x[i]]++;
        }

        var core = new LagrangianForm(queries.Length, M)
        {
            G = HasSideLimit ? new double[queries.Length * M] : [],
            T = HasTokenLimits ? new double[queries.Length * M] : [],
            SideLimit = SideLimit - taken,
        };
        for (var i = 0; i < queries.Length; i++)
        {
            for (var j = 0; j < M; j++)
            {
                var k = (i * M) + j;
                core.F[k] = isOpen(queries[i], j) ? F[(queries[i] * M) + j] : double.PositiveInfinity;
                if (HasSideLimit)
                    core.G[k] = GOf(queries[i], j);
                if (HasTokenLimits)
                    core.T[k] = TOf(queries[i], j);
            }
        }

        for (var j = 0; j < M; j++)
        {
            core.WorkloadLimits[j] = WorkloadLimits[j] == int.MaxValue || WorkloadLimits[j] - count[j] >= core.N ? int.MaxValue : WorkloadLimits[j] - count[j];
            core.TokenLimits[j] = TokenLimits[j] - tokens[j];
        }

        return core;
    }

    private static void Fill(double[] values, QueryEndpointMatrix matrix, double sign)
    {
        var source = matrix.Values;
        for (var k = 0; k < values.Length; k++)
            values[k] = sign * source[k];
    }
}
