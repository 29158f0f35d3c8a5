namespace Eccos.Optimization;

/// <summary>
/// Brings formulations to their <see cref="LagrangianForm"/>. Where queries may be deferred, "nowhere" is one more endpoint that takes nothing of any limit, and a floor
/// holds for the average of the rest: sum_ij (alpha - a_ij) x_ij at most 0 over the served.
/// </summary>
internal static class LagrangianFormBuilder
{
    /// <summary>Numbers of queries are whole: what lies less than this below one of them is that number.</summary>
    private const double LessThanOneQuery = 1 - 1e-3;

    public static LagrangianForm Of(Formulation formulation)
    {
        var problem = formulation.Problem;
        var (n, m) = (problem.QueryCount, problem.EndpointCount + (formulation.Defers ? 1 : 0));
        var rows = LimitRows.Of(formulation);
        var ceiling = rows.FirstOrDefault(row => IsCeiling(formulation, row));
        var sides = rows.Where(row => row.Key.Endpoint is null && row != ceiling && row is not { IsFloor: true, Asked: 0 }).Select(row => Side(formulation, row)).ToArray();
        var hasTokens = rows.Any(row => row.Key.Kind == LimitKind.Tokens);
        var form = new LagrangianForm(n, m, sides, Objective(formulation, n, m))
        {
            T = hasTokens ? Widened(problem.Tokens!.Values.ToArray(), n, m) : [],
            Ceiling = ceiling is null ? double.PositiveInfinity : CeilingOf(formulation, ceiling),
            SmallestScale = GoalFunction.SmallestScale(formulation),
            AbsoluteGap = CountsQueries(formulation) ? LessThanOneQuery : 0,
        };
        foreach (var row in rows.Where(row => row.Key.Endpoint is not null))
            Limit(form, problem, row);
        if (formulation.Served is { } served)
            form.WorkloadLimits[m - 1] = n - served;
        return form;
    }

    /// <summary>minimise sum_ij (c_ij - lambda a_ij) x_ij under the limits of groups and endpoints.</summary>
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

    private static bool CountsQueries(Formulation formulation) =>
        formulation.Goal == Goal.MostServed || formulation.Subject?.Key.Kind is LimitKind.Workload or LimitKind.MinimumShare or LimitKind.MaximumShare;

    private static bool IsCeiling(Formulation formulation, LimitRow row) =>
        (formulation.Goal == Goal.LeastCost && row.Key == LimitKey.Budget)
        || (formulation.Goal == Goal.BestQuality && row.Key == LimitKey.Floor && row.Asked > 0 && !formulation.Defers);

    private static double CeilingOf(Formulation formulation, LimitRow row) => row.IsFloor
        ? -formulation.ServedCount * row.Asked * (1 - Tolerance.Feasibility)
        : row.Asked * (1 + Tolerance.Feasibility);

    private static SideRow Side(Formulation formulation, LimitRow row)
    {
        var problem = formulation.Problem;
        var (m, queries) = (problem.EndpointCount, row.Queries?.ToArray());
        var n = queries?.Length ?? problem.QueryCount;
        var values = (row.IsFloor ? problem.Quality : problem.Cost).Values;
        var g = new double[n * m];
        for (var at = 0; at < n && queries is not null; at++)
            values.Slice(queries[at] * m, m).CopyTo(g.AsSpan(at * m));
        if (queries is null)
            values.CopyTo(g);
        if (!row.IsFloor)
            return new SideRow(row.Key, Widened(g, n, m + (formulation.Defers ? 1 : 0)), row.Asked * (1 + Tolerance.Feasibility), queries);

        var alpha = row.Asked * (1 - Tolerance.Feasibility);
        var own = formulation.Defers ? alpha : 0;
        for (var k = 0; k < g.Length; k++)
            g[k] = own - g[k];
        return formulation.Defers
            ? new SideRow(row.Key, Widened(g, n, m + 1), 0, queries)
            : new SideRow(row.Key, g, -n * row.Asked * (1 - Tolerance.Feasibility), queries);
    }

    private static double[] Objective(Formulation formulation, int n, int m)
    {
        var problem = formulation.Problem;
        var f = GoalFunction.Of(formulation);
        for (var k = 0; k < f.Length && problem.Eligible.Length > 0; k++)
        {
            if (!problem.Eligible.Span[k])
                f[k] = double.PositiveInfinity;
        }

        var wide = Widened(f, n, m);
        for (var i = 0; i < n && formulation is { Defers: true, Goal: Goal.MostServed }; i++)
            wide[(i * m) + m - 1] = 1;
        return wide;
    }

    private static void Limit(LagrangianForm form, AssignmentProblem problem, LimitRow row)
    {
        var j = row.Key.Endpoint!.Value;
        var limit = row.Limit(problem, 0);
        if (row.Key.Kind == LimitKind.Tokens)
            form.TokenLimits[j] = limit * (1 + Tolerance.Feasibility);
        else if (row.Key.Kind == LimitKind.MinimumShare)
            form.LeastLoads[j] = (int)limit;
        else if (limit < form.N)
            form.WorkloadLimits[j] = Math.Min(form.WorkloadLimits[j], (int)limit);
    }

    /// <summary>The same values with a column of zeros where there is one more endpoint.</summary>
    private static double[] Widened(double[] values, int n, int m)
    {
        if (values.Length == n * m)
            return values;
        var wide = new double[n * m];
        for (var i = 0; i < n; i++)
            values.AsSpan(i * (m - 1), m - 1).CopyTo(wide.AsSpan(i * m));
        return wide;
    }
}
