namespace Eccos.Optimization;

/// <summary>
/// The choice of one query: argmin_j w_c c_j - w_a a_j + mu_j over the endpoints with room that leave floor and budget where they are promised,
/// a_j at least a_min and c_j at most c_max; when there are none, the nearest by the policy.
/// </summary>
/// <param name="weights">w_c and w_a.</param>
/// <param name="leastQuality">a_min; -infinity for none.</param>
/// <param name="mostCost">c_max; infinity for none.</param>
internal readonly ref struct StreamChoice(StreamWeights weights, double leastQuality, double mostCost)
{
    // The limits are sums of many terms; their last digits are no breach.
    private readonly double _leastQuality = leastQuality - 1e-12;
    private readonly double _mostCost = mostCost + (1e-12 * Math.Abs(mostCost));

    /// <summary>The choice.</summary>
    /// <param name="query">The query.</param>
    /// <param name="free">Which endpoints have room.</param>
    /// <param name="mu">The prices of the endpoints' requests.</param>
    /// <param name="policy">Which limit gives way when both cannot be kept.</param>
    /// <returns>The endpoint, -1 for none, and whether it keeps both limits.</returns>
    public (int Endpoint, bool KeepsLimits) Of(in OnlineQuery query, ReadOnlySpan<bool> free, ReadOnlySpan<double> mu, InfeasiblePolicy policy)
    {
        var cost = query.Cost;
        var quality = query.Quality;
        var eligible = query.Eligible;
        var (best, chosen) = (double.PositiveInfinity, -1);
        for (var j = 0; j < cost.Length; j++)
        {
            if (!eligible[j] || !free[j] || quality[j] < _leastQuality || cost[j] > _mostCost)
                continue;
            var reduced = (weights.Cost * cost[j]) - (weights.Quality * quality[j]) + mu[j];
            if (reduced < best)
                (best, chosen) = (reduced, j);
        }

        return chosen >= 0 ? (chosen, true) : (Nearest(query, free, policy == InfeasiblePolicy.RelaxBudget), false);
    }

    /// <summary>
    /// Relaxing the budget: the cheapest that keeps the floor, or else the best. Otherwise: the best that the budget allows, or else the cheapest.
    /// </summary>
    private int Nearest(in OnlineQuery query, ReadOnlySpan<bool> free, bool keepFloor)
    {
        var nearest = -1;
        for (var j = 0; j < query.Cost.Length; j++)
        {
            if (query.Eligible[j] && free[j] && (nearest < 0 || IsNearer(query, j, nearest, keepFloor)))
                nearest = j;
        }

        return nearest;
    }

    private bool IsNearer(in OnlineQuery query, int j, int than, bool keepFloor)
    {
        var (a, c, a0, c0) = (query.Quality[j], query.Cost[j], query.Quality[than], query.Cost[than]);
        if (keepFloor)
        {
            var (kept, kept0) = (a >= _leastQuality, a0 >= _leastQuality);
            return kept != kept0 ? kept : kept ? c < c0 : a > a0 || (a == a0 && c < c0);
        }

        var (paid, paid0) = (c <= _mostCost, c0 <= _mostCost);
        return paid != paid0 ? paid : paid ? a > a0 || (a == a0 && c < c0) : c < c0;
    }
}
