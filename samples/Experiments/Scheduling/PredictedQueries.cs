namespace Eccos.Experiments.Scheduling;

/// <summary>Queries and what is predicted of them, in pool order.</summary>
/// <param name="Queries">The queries, their input tokens being set where a price needs them.</param>
/// <param name="Prediction">Row i is of query i.</param>
internal sealed record PredictedQueries(IReadOnlyList<Query> Queries, Prediction Prediction)
{
    /// <summary>Several after one another; their columns are the same, and so is what is known of their errors.</summary>
    public static PredictedQueries Join(params IReadOnlyList<PredictedQueries> parts) => new(
        [.. parts.SelectMany(part => part.Queries)],
        parts[0].Prediction.Gather([.. parts.SelectMany(part => Enumerable.Range(0, part.Queries.Count).Select(row => (part.Prediction, row)))]));

    /// <summary>The queries at some places, in their order.</summary>
    public PredictedQueries Rows(int[] places) => new(Array.ConvertAll(places, i => Queries[i]), Prediction.Rows(places));

    /// <summary>The cost in USD of every query on every endpoint.</summary>
    public QueryEndpointMatrix Costs(ModelPool pool) => CostEstimator.Costs(pool, Prediction, [.. Queries.Select(query => query.InputTokens ?? 0)]);
}
