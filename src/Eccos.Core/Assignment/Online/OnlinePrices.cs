namespace Eccos;

/// <summary>
/// The prices at which one query of a stream is assigned. Its endpoint follows from them alone,
/// <code>
/// argmin_j  w_c c_j - w_a a_j + mu_j     over the endpoints with room, a_j at least a_min and c_j at most c_max
/// </code>
/// or, when no endpoint keeps both limits, is the nearest by the policy. So a decision that was recorded with its prices can be made again.
/// </summary>
/// <remarks>An immutable value; choosing allocates nothing.</remarks>
/// <param name="CostWeight">w_c: 1 for the least cost, the price of the budget for the best quality.</param>
/// <param name="QualityWeight">w_a: the price of the floor for the least cost, 1 for the best quality.</param>
/// <param name="EndpointPrices">mu_j, the price of a request of each endpoint, in the unit of the reduced cost.</param>
public readonly record struct OnlinePrices(double CostWeight, double QualityWeight, ReadOnlyMemory<double> EndpointPrices)
{
    // The limits are sums of many terms; their last digits are no breach.
    private const double Slack = 1e-12;

    /// <summary>a_min, what the query must yield for the floor to stand as promised; <see langword="null"/> for none.</summary>
    public double? LeastQuality { get; init; }

    /// <summary>c_max, what the query may cost in USD for the budget to stand as promised; <see langword="null"/> for none.</summary>
    public double? MostCostUsd { get; init; }

    /// <summary>Which limit gives way when both cannot be kept.</summary>
    public InfeasiblePolicy WhenInfeasible { get; init; }

    /// <summary>The choice at these prices.</summary>
    /// <param name="query">The query.</param>
    /// <param name="free">M values: which endpoints have room.</param>
    /// <returns>The endpoint's place, <see cref="Assignment.Unassigned"/> for none, and whether it keeps both limits.</returns>
    /// <exception cref="ArgumentException">There are fewer prices or marks of room than endpoints.</exception>
    public (int Endpoint, bool KeepsLimits) Choose(in OnlineQuery query, ReadOnlySpan<bool> free)
    {
        var cost = query.Cost;
        var quality = query.Quality;
        var eligible = query.Eligible;
        var mu = EndpointPrices.Span;
        if (mu.Length < cost.Length || free.Length < cost.Length)
            throw new ArgumentException($"There are {cost.Length} endpoints, {mu.Length} prices and {free.Length} marks of room; each endpoint has one of both.");
        var (least, most) = (Least, Most);
        var (best, chosen) = (double.PositiveInfinity, Assignment.Unassigned);
        for (var j = 0; j < cost.Length; j++)
        {
            if (!eligible[j] || !free[j] || quality[j] < least || cost[j] > most)
                continue;
            var reduced = (CostWeight * cost[j]) - (QualityWeight * quality[j]) + mu[j];
            if (reduced < best)
                (best, chosen) = (reduced, j);
        }

        return chosen >= 0 ? (chosen, true) : (Nearest(query, free, WhenInfeasible == InfeasiblePolicy.RelaxBudget), false);
    }

    /// <summary>Whether all prices and limits are the same.</summary>
    /// <param name="other">The other prices.</param>
    /// <returns><see langword="true"/> when they are.</returns>
    public bool Equals(OnlinePrices other) =>
        (CostWeight, QualityWeight, LeastQuality, MostCostUsd, WhenInfeasible) == (other.CostWeight, other.QualityWeight, other.LeastQuality, other.MostCostUsd, other.WhenInfeasible)
        && EndpointPrices.Span.SequenceEqual(other.EndpointPrices.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(CostWeight, QualityWeight, LeastQuality, MostCostUsd, WhenInfeasible, EndpointPrices.Length);

    private double Least => (LeastQuality ?? double.NegativeInfinity) - Slack;

    private double Most => MostCostUsd is { } most ? most + (Slack * Math.Abs(most)) : double.PositiveInfinity;

    /// <summary>
    /// Relaxing the budget: the cheapest that keeps the floor, or else the best. Otherwise: the best that the budget allows, or else the cheapest.
    /// </summary>
    private int Nearest(in OnlineQuery query, ReadOnlySpan<bool> free, bool keepFloor)
    {
        var nearest = Assignment.Unassigned;
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
            var (kept, kept0) = (a >= Least, a0 >= Least);
            return kept != kept0 ? kept : kept ? c < c0 : a > a0 || (a == a0 && c < c0);
        }

        var (paid, paid0) = (c <= Most, c0 <= Most);
        return paid != paid0 ? paid : paid ? a > a0 || (a == a0 && c < c0) : c < c0;
    }
}
