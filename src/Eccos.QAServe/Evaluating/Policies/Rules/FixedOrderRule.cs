namespace Eccos.QAServe;

/// <summary>The same order for every query.</summary>
internal sealed class FixedOrderRule(int[] endpoints) : IRankingRule
{
    /// <summary>By a number per endpoint, the least first.</summary>
    public static FixedOrderRule Ascending(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count)];
        RankingOrder.By(order, j => values[j], j => j);
        return new FixedOrderRule(order);
    }

    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order) => endpoints.CopyTo(order);
}
