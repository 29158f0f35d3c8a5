namespace Eccos.Experiments.Scheduling;

/// <summary>Puts queries in order.</summary>
internal static class QueryOrderExtensions
{
    /// <summary>The queries in an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="queries">The queries as they stand in the file.</param>
    /// <param name="seed">Draws the order, where it is drawn.</param>
    public static IReadOnlyList<Query> Apply(this QueryOrder order, IReadOnlyList<Query> queries, int seed)
    {
        Query[] ordered = [.. queries];
        if (order == QueryOrder.Shuffled)
            new Random(seed).Shuffle(ordered);
        return ordered;
    }
}
