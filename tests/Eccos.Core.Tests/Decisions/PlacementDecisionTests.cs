using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Decisions;

public sealed class PlacementDecisionTests
{
    private static readonly Endpoint[] _pool =
    [
        new("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 },
        new("middle") { Prices = new TokenPrices(2, 4), Tags = ["tools"], ContextWindow = 1000 },
        new("dear") { Prices = new TokenPrices(10, 20), Tags = ["tools", "vision"] },
    ];

    [Test]
    public async Task Decision_Batch_NamesWhyEachEndpointWasNotChosen()
    {
        using var scheduler = Scheduler();
        using var schedule = await scheduler.ScheduleAsync(
        [
            new Query("first", "") { InputTokens = 50 },
            new Query("second", "") { InputTokens = 50 },
            new Query("long", "") { InputTokens = 5000 },
            new Query("tag", "") { InputTokens = 50, RequiredTags = ["vision"] },
            new Query("allowed", "") { InputTokens = 50, AllowedEndpoints = ["middle"] },
            new Query("minimum", "") { InputTokens = 50, MinimumSuccess = 0.9 },
        ]);

        Assert.That(Verdicts(schedule, 0), Is.EqualTo(new[] { EndpointVerdict.Chosen, EndpointVerdict.MoreExpensive, EndpointVerdict.MoreExpensive }));
        Assert.That(Verdicts(schedule, 1), Is.EqualTo(new[] { EndpointVerdict.LessCapable, EndpointVerdict.Chosen, EndpointVerdict.MoreExpensive }), "no prices tell that the slot was taken");
        Assert.That(Verdicts(schedule, 2), Is.EqualTo(new[] { EndpointVerdict.LessCapable, EndpointVerdict.TooLong, EndpointVerdict.Chosen }));
        Assert.That(Verdicts(schedule, 3), Is.EqualTo(new[] { EndpointVerdict.LacksTag, EndpointVerdict.LacksTag, EndpointVerdict.Chosen }));
        Assert.That(Verdicts(schedule, 4), Is.EqualTo(new[] { EndpointVerdict.NotAllowed, EndpointVerdict.Chosen, EndpointVerdict.NotAllowed }));
        Assert.That(Verdicts(schedule, 5), Is.EqualTo(new[] { EndpointVerdict.BelowMinimum, EndpointVerdict.BelowMinimum, EndpointVerdict.Chosen }));
        var dear = schedule.Placements[0].Decision.Endpoints[2];
        Assert.That((dear.Name, dear.SuccessProbability, dear.ReducedCost), Is.EqualTo(("dear", 0.9, (double?)null)));
        Assert.That(dear.CostUsd, Is.EqualTo(((50 * 10) + (100 * 20)) / 1e6).Within(1e-15));
        Assert.That(schedule.Placements[3].Explain(), Does.Contain("'tag' goes to 'dear'").And.Contain("lacks a required tag"));
    }

    [Test]
    public async Task Decision_EverySlotTaken_IsFull()
    {
        using var scheduler = Scheduler();
        using var first = await scheduler.ScheduleAsync([new Query("first", "") { InputTokens = 50 }]);

        using var second = await scheduler.ScheduleAsync([new Query("second", "") { InputTokens = 50 }]);

        Assert.That(Verdicts(second, 0), Is.EqualTo(new[] { EndpointVerdict.Full, EndpointVerdict.Chosen, EndpointVerdict.MoreExpensive }));
    }

    [Test]
    public async Task Decision_NotPlaced_SaysWhatWasPossible()
    {
        using var scheduler = Scheduler();

        using var schedule = await scheduler.ScheduleAsync(
            [new Query("q", "") { InputTokens = 50, MinimumSuccess = 0.95 }],
            new SchedulingGoal { QualityFloor = 0.5 });

        Assert.That(schedule.Placements[0].Decision.Endpoint, Is.Null);
        Assert.That(Verdicts(schedule, 0), Is.All.EqualTo(EndpointVerdict.BelowMinimum));
        Assert.That(schedule.Placements[0].Explain(), Does.StartWith("Query 'q' is not placed: no endpoint has what the query asks for"));
    }

    private static EndpointVerdict[] Verdicts(Schedule schedule, int query) => [.. schedule.Placements[query].Decision.Endpoints.Select(endpoint => endpoint.Verdict)];

    private static EccosScheduler Scheduler()
    {
        var options = new EccosOptions();
        foreach (var endpoint in _pool)
            options.Endpoints.Add(endpoint);
        return new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("middle", 0.8), ("dear", 0.9)), new GreedyOptimizer());
    }
}
