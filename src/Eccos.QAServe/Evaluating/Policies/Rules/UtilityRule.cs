namespace Eccos.QAServe;

/// <summary>Per-query utility: argmax_j a_j - t c_j, t being what a USD is worth in success; when full, the next best.</summary>
internal sealed class UtilityRule(double t) : IRankingRule
{
    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order)
    {
        var (a, c) = (success.ToArray(), costUsd.ToArray());
        RankingOrder.By(order, j => (t * c[j]) - a[j], j => c[j]);
    }
}
