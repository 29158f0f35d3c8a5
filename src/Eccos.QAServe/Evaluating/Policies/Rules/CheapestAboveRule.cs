namespace Eccos.QAServe;

/// <summary>
/// Cost first under a success threshold tau: argmin_j c_j over the endpoints with a_j >= tau, and where there is none, argmax_j a_j. When full,
/// the next dearer one above the threshold, then those below it, the most likely to succeed first.
/// </summary>
internal sealed class CheapestAboveRule(double tau) : IRankingRule
{
    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order)
    {
        var (a, c) = (success.ToArray(), costUsd.ToArray());
        RankingOrder.By(order, j => a[j] >= tau ? 0 : 1, j => a[j] >= tau ? c[j] : -a[j]);
    }
}
