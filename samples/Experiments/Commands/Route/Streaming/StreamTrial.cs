using Eccos.Experiments.Metrics;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Optimization;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>Places the test queries one by one in an order, and holds what came of it against the optimum that knows them all.</summary>
/// <param name="pool">The endpoints.</param>
/// <param name="goal">The floor.</param>
/// <param name="test">The test queries and their predictions.</param>
/// <param name="reference">The queries the prices start from; null for none.</param>
internal sealed class StreamTrial(ModelPool pool, SchedulingGoal goal, PredictedQueries test, PredictedQueries? reference)
{
    /// <summary>The queries after which the stream is taken to have found its prices.</summary>
    public const int Early = 500;

    private readonly PriceDirectedOptions _options = new();
    private readonly WholeSet _set = WholeSet.Of(test, pool);

    /// <summary>Places the queries; a lease is given back at once, so that nothing is ever full.</summary>
    public async Task<IReadOnlyList<Placement>> PlaceAsync(StreamOrder order, CancellationToken cancellationToken)
    {
        var options = new EccosOptions { Goal = goal };
        foreach (var endpoint in pool)
            options.Endpoints.Add(endpoint);
        foreach (var query in reference?.Queries ?? [])
            options.Streaming.ReferenceQueries.Add(query);
        using var scheduler = new EccosScheduler(
            options,
            new KnownPredictor(reference is null ? [test] : [test, reference]),
            new DualGuidedOptimizer(),
            new() { OnlineOptimizer = new PriceDirectedOptimizer(_options) });
        var placements = new List<Placement>(order.Places.Count);
        foreach (var place in order.Places)
        {
            var placement = await scheduler.PlaceAsync(test.Queries[place], cancellationToken: cancellationToken);
            placement.Lease?.Dispose();
            placements.Add(placement);
        }

        return placements;
    }

    /// <summary>What came of it.</summary>
    public StreamOutcome Judge(StreamOrder order, IReadOnlyList<Placement> placements, Labels labels)
    {
        var placed = placements.Index().Where(entry => entry.Item.IsPlaced).ToArray();
        var spent = placed.Sum(entry => entry.Item.ExpectedCostUsd);
        var average = placed.Length == 0 ? (double?)null : placed.Average(entry => entry.Item.SuccessProbability);
        var late = placed.Where(entry => entry.Index >= Early).ToArray();
        var realised = Realised.Of(placed.Select(entry => (entry.Item.Query.Id, entry.Item.Endpoint!.Name)), labels);
        var matched = _set.At(average ?? 0);
        return new StreamOutcome(
            order.Name,
            order.IsRandom,
            placements.Count - placed.Length,
            average,
            SuccessBound(order),
            spent,
            CostRatio.Of(spent, matched.Cost) - 1,
            CostRatio.Of(CostBound(order, placements, matched), matched.Cost),
            late.Length == 0 ? null : CostRatio.Of(late.Sum(entry => entry.Item.ExpectedCostUsd), Late(order, late)) - 1,
            CostRatio.Of(spent, _set.At(goal.QualityFloor!.Value).Cost) - 1,
            MostOwed(placements),
            realised.Success,
            realised.CostUsd);
    }

    private double Late(StreamOrder order, (int Index, Placement Item)[] late) =>
        _set.Part([.. late.Select(entry => order.Places[entry.Index])]).At(late.Average(entry => entry.Item.SuccessProbability)).Cost;

    /// <summary>alpha - (R + max_s sum_(t > s) (alpha - A_t)) / T, A_t being the best success of query t; the sum by Lindley's recursion.</summary>
    private double SuccessBound(StreamOrder order)
    {
        var (alpha, backlog) = (goal.QualityFloor!.Value, 0.0);
        foreach (var place in order.Places)
        {
            var best = 0.0;
            foreach (var value in _set.Quality.Row(place))
                best = Math.Max(best, value);
            backlog = Math.Max(0, backlog + alpha - best);
        }

        return alpha - ((_options.MostOwed + backlog) / order.Places.Count);
    }

    /// <summary>
    /// sum_t p_t (a_t - a*_t) over the optimum a*, c* of the same average: every choice has c_t - p_t a_t at most c*_t - p_t a*_t, unless the floor or a first
    /// query without prices forced it; what these exceed it by is added.
    /// </summary>
    private double CostBound(StreamOrder order, IReadOnlyList<Placement> placements, Assignment optimum)
    {
        var bound = 0.0;
        for (var t = 0; t < placements.Count; t++)
        {
            if (placements[t] is not { IsPlaced: true } placement || optimum.EndpointOf[order.Places[t]] is not (>= 0 and var j))
                continue;
            var (p, a, c) = (placement.Multiplier ?? 0, _set.Quality[order.Places[t], j], _set.Cost[order.Places[t], j]);
            var byPrice = p * (placement.SuccessProbability - a);
            bound += byPrice + Math.Max(0, placement.ExpectedCostUsd - c - byPrice);
        }

        return bound;
    }

    private double MostOwed(IReadOnlyList<Placement> placements)
    {
        var (owed, most) = (0.0, 0.0);
        foreach (var placement in placements.Where(placement => placement.IsPlaced))
        {
            owed += goal.QualityFloor!.Value - placement.SuccessProbability;
            most = Math.Max(most, owed);
        }

        return most;
    }
}
