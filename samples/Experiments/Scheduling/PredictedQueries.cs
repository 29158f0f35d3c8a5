namespace Eccos.Experiments.Scheduling;

/// <summary>Queries and what is predicted of them, in pool order.</summary>
/// <param name="Queries">The queries, their input tokens being set where a price needs them.</param>
/// <param name="Prediction">Row i is of query i.</param>
internal sealed record PredictedQueries(IReadOnlyList<Query> Queries, Prediction Prediction)
{
    /// <summary>The cost in USD of every query on every endpoint.</summary>
    public QueryEndpointMatrix Costs(ModelPool pool) => CostEstimator.Costs(pool, Prediction, [.. Queries.Select(query => query.InputTokens ?? 0)]);
}
