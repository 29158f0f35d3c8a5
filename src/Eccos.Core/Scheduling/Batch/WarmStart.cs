namespace Eccos;

/// <summary>The prices of the batch before, to start the next one from: faster where the optimizer can use them, the same guarantees in any case.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class WarmStart
{
    private IReadOnlyList<ShadowPrice> _prices = [];
    private Objective _objective;
    private int _queries;

    private IReadOnlyList<string> _endpoints = [];

    /// <summary>Forgets the prices of another pool.</summary>
    public void Reset(ModelPool pool)
    {
        if (!_endpoints.SequenceEqual(pool.Names, StringComparer.Ordinal))
            (_endpoints, _prices) = (pool.Names, []);
    }

    public void Remember(Assignment assignment, Objective objective)
    {
        if (assignment.ShadowPrices.Count == 0 || assignment.EndpointOf.Count == 0)
            return;
        (_prices, _objective, _queries) = (assignment.ShadowPrices, objective, assignment.EndpointOf.Count);
    }

    /// <summary>The prices for a batch of another size; <see langword="null"/> when there are none for this objective.</summary>
    /// <remarks>
    /// The least cost and the weighted sum are sums and the floor a limit on an average, so what a point of the batch's floor costs grows with the queries; the best
    /// quality is an average, so what a slot or a dollar adds to it shrinks with them.
    /// </remarks>
    public IReadOnlyList<ShadowPrice>? For(Objective objective, int queries)
    {
        if (_prices.Count == 0 || objective != _objective || queries == 0)
            return null;
        var growth = (double)queries / _queries;
        return objective == Objective.BestQuality
            ? [.. _prices.Select(price => price with { Price = price.Price / growth })]
            : [.. _prices.Select(price => price is { Kind: LimitKind.QualityFloor, Group: null } ? price with { Price = price.Price * growth } : price)];
    }

    /// <summary>mu_j, what a slot of each endpoint costs in USD; 0 where none is known.</summary>
    public double[] SlotPrices(int endpoints)
    {
        var prices = new double[endpoints];
        if (_objective != Objective.LeastCost)
            return prices;
        foreach (var (kind, endpoint, price) in _prices)
        {
            if (kind == LimitKind.Workload && endpoint is { } j && j < endpoints)
                prices[j] = price;
        }

        return prices;
    }
}
