namespace Eccos.Optimization;

/// <summary>The reduced cost of an endpoint, w_c c_j - w_a a_j + mu_j, at given prices.</summary>
/// <param name="Cost">w_c: 1 for the least cost, the price of the budget for the best quality.</param>
/// <param name="Quality">w_a: the price of the floor for the least cost, 1 for the best quality.</param>
internal readonly record struct StreamWeights(double Cost, double Quality)
{
    /// <summary>The weights of an objective at the price p of its limit.</summary>
    public static StreamWeights Of(Objective objective, double p) => objective == Objective.LeastCost ? new(1, p) : new(p, 1);

    /// <summary>The endpoint with the least reduced cost in one row; the first of equals.</summary>
    /// <returns>Its place; -1 when no endpoint is eligible.</returns>
    public int ArgMin(ReadOnlySpan<double> cost, ReadOnlySpan<double> quality, ReadOnlySpan<bool> eligible, ReadOnlySpan<double> mu)
    {
        var (best, chosen) = (double.PositiveInfinity, -1);
        for (var j = 0; j < cost.Length; j++)
        {
            if (eligible[j] && ((Cost * cost[j]) - (Quality * quality[j]) + mu[j]) is var reduced && reduced < best)
                (best, chosen) = (reduced, j);
        }

        return chosen;
    }
}
