namespace Eccos.Optimization;

/// <summary>
/// Multipliers as prices in the unit of each limit. The floor is a limit on the average, G = -N alpha, and the best quality an average of the
/// sum that f stands for:
/// <code>
/// least cost:     floor N lambda   workload mu_j       tokens nu_j
/// best quality:   budget lambda / N   workload mu_j / N   tokens nu_j / N
/// </code>
/// </summary>
internal static class ShadowPrices
{
    public static IReadOnlyList<ShadowPrice> Of(Formulation formulation, DualPrices prices)
    {
        var (problem, n) = (formulation.Problem, formulation.Problem.QueryCount);
        var leastCost = formulation.Goal == Goal.LeastCost;
        var unit = leastCost ? 1.0 : 1.0 / n;
        var list = new List<ShadowPrice>();
        if (formulation.QualityFloor is not null)
            list.Add(new ShadowPrice(LimitKind.QualityFloor, null, leastCost ? prices.Lambda * n : 0));
        if (formulation.Budget is not null)
            list.Add(new ShadowPrice(LimitKind.Budget, null, leastCost ? 0 : prices.Lambda * unit));
        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.WorkloadLimits?[j] is not null)
                list.Add(new ShadowPrice(LimitKind.Workload, j, prices.Mu[j] * unit));
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.TokenLimits?[j] is not null)
                list.Add(new ShadowPrice(LimitKind.Tokens, j, prices.Nu[j] * unit));
        }

        return list;
    }

    /// <summary>The inverse of <see cref="Of"/>; <see langword="null"/> when no prices are given.</summary>
    public static DualPrices? Read(IReadOnlyList<ShadowPrice>? list, Goal goal, AssignmentProblem problem)
    {
        if (list is not { Count: > 0 })
            return null;
        var prices = new DualPrices(problem.EndpointCount);
        var n = problem.QueryCount;
        var unit = goal == Goal.LeastCost ? 1.0 : n;
        foreach (var (kind, endpoint, price) in list)
        {
            if (kind == LimitKind.QualityFloor && goal == Goal.LeastCost)
                prices.Lambda = price / n;
            else if (kind == LimitKind.Budget && goal == Goal.BestQuality)
                prices.Lambda = price * n;
            else if (kind == LimitKind.Workload && endpoint is { } j)
                prices.Mu[j] = price * unit;
            else if (kind == LimitKind.Tokens && endpoint is { } k)
                prices.Nu[k] = price * unit;
        }

        return prices;
    }
}
