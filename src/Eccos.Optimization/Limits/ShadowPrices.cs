namespace Eccos.Optimization;

/// <summary>
/// Multipliers as prices in the unit of each limit. A floor is a limit on the average, G = -n alpha over the n queries of its row, a share one on s_j N, and the best
/// quality an average of the sum that f stands for:
/// <code>
/// least cost, weighted sum    floor n lambda       budget lambda       workload mu_j       shares N mu_j, N pi_j       tokens nu_j
/// best quality                the same / N
/// </code>
/// Of a workload and a largest share of the same endpoint the tighter one bears the price.
/// </summary>
internal static class ShadowPrices
{
    public static IReadOnlyList<ShadowPrice> Of(Formulation formulation, LagrangianForm form, DualPrices prices)
    {
        var problem = formulation.Problem;
        var unit = formulation.Goal == Goal.BestQuality ? 1.0 / problem.QueryCount : 1;
        var list = new List<ShadowPrice>();
        foreach (var row in LimitRows.Of(formulation))
        {
            var price = row.Key.Endpoint is { } j ? OfEndpoint(form, problem, prices, row, j) : OfSide(form, prices, row);
            list.Add(new ShadowPrice(row.Key.Kind, row.Key.Endpoint, price * UnitsPerOne(problem, row.Key, row.Queries?.Count ?? form.N) * unit) { Group = row.Key.Group });
        }

        return list;
    }

    /// <summary>The inverse of <see cref="Of"/>; <see langword="null"/> when no prices are given.</summary>
    public static DualPrices? Read(IReadOnlyList<ShadowPrice>? list, Goal goal, AssignmentProblem problem, LagrangianForm form)
    {
        if (list is not { Count: > 0 })
            return null;
        var prices = new DualPrices(form);
        var unit = goal == Goal.BestQuality ? (double)problem.QueryCount : 1;
        foreach (var given in list)
        {
            var key = new LimitKey(given.Kind, given.Endpoint, given.Group);
            var side = Array.FindIndex(form.Sides, side => side.Key == key);
            var price = given.Price * unit / UnitsPerOne(problem, key, side < 0 ? form.N : form.Sides[side].Queries?.Length ?? form.N);
            if (side >= 0)
                prices.Lambda[side] = price;
            else if (key is { Kind: LimitKind.Workload or LimitKind.MaximumShare, Endpoint: { } j } && form.WorkloadLimits[j] != int.MaxValue)
                prices.Mu[j] = Math.Max(prices.Mu[j], price);
            else if (key is { Kind: LimitKind.MinimumShare, Endpoint: { } k } && form.LeastLoads[k] > 0)
                prices.Pi[k] = price;
            else if (key is { Kind: LimitKind.Tokens, Endpoint: { } l } && double.IsFinite(form.TokenLimits[l]))
                prices.Nu[l] = price;
        }

        return prices;
    }

    /// <summary>How many units of the sum one unit of the limit is.</summary>
    private static double UnitsPerOne(AssignmentProblem problem, LimitKey key, int queries) => key.Kind switch
    {
        LimitKind.QualityFloor => queries,
        LimitKind.MinimumShare or LimitKind.MaximumShare => problem.QueryCount,
        _ => 1,
    };

    private static double OfSide(LagrangianForm form, DualPrices prices, LimitRow row)
    {
        var side = Array.FindIndex(form.Sides, side => side.Key == row.Key);
        return side < 0 ? 0 : prices.Lambda[side];
    }

    private static double OfEndpoint(LagrangianForm form, AssignmentProblem problem, DualPrices prices, LimitRow row, int j) => row.Key.Kind switch
    {
        LimitKind.Tokens => prices.Nu[j],
        LimitKind.MinimumShare => prices.Pi[j],
        _ => (int)row.Limit(problem, 0) == form.WorkloadLimits[j] ? prices.Mu[j] : 0,
    };
}
