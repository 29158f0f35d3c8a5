namespace Eccos.Optimization;

/// <summary>The reduced cost of an endpoint, w_c c_j - w_a a_j + mu_j, at given prices.</summary>
/// <param name="Cost">w_c: what is striven for of it, and the prices of the query's budgets.</param>
/// <param name="Quality">w_a: what is striven for of it, and the prices of the query's floors.</param>
internal readonly record struct StreamWeights(double Cost, double Quality)
{
    /// <summary>The exchange rate of both: correct answers per USD where the best quality is striven for, USD per correct answer otherwise.</summary>
    public double Multiplier(Objective objective) => objective == Objective.BestQuality ? Cost / Quality : Quality / Cost;

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
