namespace Eccos.Experiments.Scheduling;

/// <summary>Counts input tokens once, before anything is timed, where a price makes them matter.</summary>
internal static class InputTokens
{
    /// <summary>The queries, each with its input tokens when an endpoint of the pool has prices.</summary>
    public static IReadOnlyList<Query> Count(IReadOnlyList<Query> queries, ModelPool pool, ITokenCounter counter) => pool.All(endpoint => endpoint.Prices is null)
        ? queries
        : [.. queries.Select(query => query.InputTokens is null ? query with { InputTokens = counter.Count(query.Text) } : query)];
}
