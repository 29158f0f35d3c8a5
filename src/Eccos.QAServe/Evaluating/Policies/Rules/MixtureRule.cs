namespace Eccos.QAServe;

/// <summary>
/// The best mixture of two single endpoints at a spend s, by training means:
/// <code>
/// maximise w success_a + (1 - w) success_b    subject to w cost_a + (1 - w) cost_b at most s, 0 at most w at most 1
/// </code>
/// A query goes to a with chance w, else to b; when full, to the other one, then to the next cheapest.
/// </summary>
internal sealed class MixtureRule : IRankingRule
{
    private readonly EndpointMixture _mixture;
    private readonly IReadOnlyList<double> _costUsd;
    private readonly int _seed;

    public MixtureRule(IReadOnlyList<double> success, IReadOnlyList<double> costUsd, double spendUsd, int seed)
    {
        SpendingPoint[] singles = [.. success.Zip(costUsd, (mean, cost) => new SpendingPoint(cost, mean))];
        _mixture = EndpointMixture.Best(singles, spendUsd);
        _costUsd = costUsd;
        _seed = seed;
    }

    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order)
    {
        var first = RandomRule.Draw(_seed, position).NextDouble() < _mixture.WeightOfCheaper ? _mixture.Cheaper : _mixture.Dearer;
        RankingOrder.By(order, j => j == first ? 0 : j == _mixture.Cheaper || j == _mixture.Dearer ? 1 : 2, j => _costUsd[j]);
    }
}
