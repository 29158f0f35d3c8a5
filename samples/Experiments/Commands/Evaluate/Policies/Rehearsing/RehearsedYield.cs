using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>What a policy's choices of a rehearsal yield, query by query, and what was predicted of them; means over the orders of the queries.</summary>
/// <param name="Success">The score of each query.</param>
/// <param name="CostUsd">Its cost in USD.</param>
/// <param name="PredictedSuccess">The success that was predicted of its endpoint.</param>
/// <param name="PredictedCostUsd">The cost that was.</param>
internal sealed record RehearsedYield(double[] Success, double[] CostUsd, double[] PredictedSuccess, double[] PredictedCostUsd)
{
    /// <param name="endpointOf">The endpoint of each query, once for each order.</param>
    /// <param name="outcomes">The labels.</param>
    /// <param name="success">The predicted success probabilities.</param>
    /// <param name="costUsd">The predicted costs.</param>
    public static RehearsedYield Of(IReadOnlyList<int[]> endpointOf, OutcomeTable outcomes, QueryEndpointMatrix success, QueryEndpointMatrix costUsd)
    {
        return new(Mean(outcomes.Success), Mean(outcomes.CostUsd), Mean(success), Mean(costUsd));

        // A choice of which nothing is recorded counts as the others of its query do, and a query without any as nothing on either side.
        double[] Mean(QueryEndpointMatrix values) => [.. Enumerable.Range(0, outcomes.QueryCount).Select(i => endpointOf
            .Where(order => order[i] >= 0 && IsKnown(i, order[i]))
            .Select(order => values[i, order[i]])
            .DefaultIfEmpty(0)
            .Average())];

        bool IsKnown(int i, int j) => !double.IsNaN(outcomes.Success[i, j]) && !double.IsNaN(outcomes.CostUsd[i, j]);
    }
}
