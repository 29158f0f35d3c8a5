namespace Eccos.QAServe;

/// <summary>Quality first: argmax_j a_j, the cheaper one of equals; when full, the next most likely to succeed.</summary>
internal sealed class BestFirstRule : IRankingRule
{
    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order)
    {
        var (a, c) = (success.ToArray(), costUsd.ToArray());
        RankingOrder.By(order, j => -a[j], j => c[j]);
    }
}
