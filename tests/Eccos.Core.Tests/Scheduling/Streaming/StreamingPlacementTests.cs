using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling.Streaming;

public sealed class StreamingPlacementTests
{
    private static readonly Endpoint _cheap = new("cheap") { Prices = new TokenPrices(1, 2) };
    private static readonly Endpoint _dear = new("dear") { Prices = new TokenPrices(10, 20) };

    [Test]
    public async Task PlaceAsync_OwnGoalWithAFloor_TellsTheStreamHowTheFloorStands()
    {
        var online = new ScriptedOnlineOptimizer { Choices = { new(0, true, 2, false), new(1, true, 3, true), new(0, true, 4, false) } };
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.75, BudgetUsd = 0.001 }, online, _cheap, _dear);

        Placement[] placed = [await scheduler.PlaceAsync(Query(1)), await scheduler.PlaceAsync(Query(2)), await scheduler.PlaceAsync(Query(3), scheduler.Goal)];

        Assert.Multiple(() =>
        {
            Assert.That(placed.Select(placement => placement.Endpoint!.Name), Is.EqualTo(new[] { "cheap", "dear", "cheap" }));
            Assert.That(placed.Select(placement => placement.Multiplier), Is.EqualTo(new[] { 2, 3, 4 }));
            Assert.That(placed.Select(placement => placement.UsesLastPrices), Is.EqualTo(new[] { false, true, false }));
            Assert.That(online.Standings.Select(standing => standing.Queries), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(online.Standings.Select(standing => standing.Deficit), Is.EqualTo(new[] { 0, 0.15, 0.0 }).Within(1e-12));
            Assert.That(online.Standings[2].Overspend, Is.EqualTo(placed[0].ExpectedCostUsd + placed[1].ExpectedCostUsd - 0.002).Within(1e-15));
            Assert.That(online.Decided, Is.EqualTo(new[] { 0, 1, 0 }));
        });
    }

    [Test]
    public async Task PlaceAsync_AnotherGoalOrAFloorForEveryBatch_IsABatchOfOne()
    {
        var online = new ScriptedOnlineOptimizer();
        using var own = Scheduler(new SchedulingGoal { QualityFloor = 0.75 }, online, _cheap, _dear);
        using var everyBatch = Scheduler(new SchedulingGoal { QualityFloor = 0.75, FloorScope = FloorScope.Batch }, online, _cheap, _dear);

        var first = await own.PlaceAsync(Query(1), new SchedulingGoal { QualityFloor = 0.1 });
        var second = await everyBatch.PlaceAsync(Query(1));

        Assert.That(new[] { first, second }.Select(placement => placement.IsPlaced), Is.All.True);
        Assert.That(online.Standings, Is.Empty);
    }

    [Test]
    public async Task PlaceAsync_GoalWithGroups_TellsTheStreamHowEachGroupStands()
    {
        var online = new ScriptedOnlineOptimizer { Choices = { new(0, true, 2, false), new(1, true, 3, false), new(0, true, 4, false) } };
        var groups = new Dictionary<string, GroupLimits> { ["b"] = new() { BudgetUsd = 0.001 }, ["a"] = new() { QualityFloor = 0.8 } };
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.75, Groups = groups }, online, _cheap, _dear);

        Placement[] placed =
        [
            await scheduler.PlaceAsync(Query(1) with { Groups = ["a", "unknown"] }),
            await scheduler.PlaceAsync(Query(2) with { Groups = ["b", "a"] }),
            await scheduler.PlaceAsync(Query(3), scheduler.Goal with { Groups = groups.ToDictionary() }),
        ];

        Assert.That(online.Groups, Is.EqualTo(new int[][] { [0], [1, 0], [] }));
        Assert.That(online.GroupStandings[2].Select(group => group.Queries), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(online.GroupStandings[2][0].Deficit, Is.EqualTo((2 * 0.8) - 0.6 - 0.9).Within(1e-12));
        Assert.That(online.GroupStandings[2][1].Overspend, Is.EqualTo(placed[1].ExpectedCostUsd - 0.001).Within(1e-15));
        Assert.That(online.Standings[2].Deficit, Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public async Task PlaceAsync_FloorConfidence_OwesWhatChanceMayTake()
    {
        var online = new ScriptedOnlineOptimizer();
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.5, FloorConfidence = 0.95 }, online, _cheap, _dear);

        for (var i = 0; i < 5; i++)
            await scheduler.PlaceAsync(Query(i));

        Assert.That(online.Standings[0].Deficit, Is.Zero);
        Assert.That(online.Standings[4].Deficit, Is.EqualTo((4 * (0.5 - 0.6)) + (1.6448536269514722 * Math.Sqrt(4 * 0.6 * 0.4))).Within(1e-9));
    }

    [Test]
    public async Task PlaceAsync_ChosenEndpointFull_AsksAgainWithoutItAndNamesTheLimitWhenNoneIsLeft()
    {
        var online = new ScriptedOnlineOptimizer();
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.1 }, online, _cheap with { ConcurrencyLimit = 1 }, _dear with { ConcurrencyLimit = 1 });

        Placement[] placed = [await scheduler.PlaceAsync(Query(1)), await scheduler.PlaceAsync(Query(2)), await scheduler.PlaceAsync(Query(3))];
        placed[0].Lease!.Dispose();
        var again = await scheduler.PlaceAsync(Query(4));

        Assert.Multiple(() =>
        {
            Assert.That(placed.Select(placement => placement.Endpoint?.Name), Is.EqualTo(new[] { "cheap", "dear", null }));
            Assert.That(placed[2].Reason, Is.EqualTo(PlacementReason.NoRoom));
            Assert.That(placed[2].Refusal!.Value.RefusedBy, Is.EqualTo(CapacityKind.Concurrency));
            Assert.That(placed[2].Refusal!.Value.Name, Is.EqualTo("dear"));
            Assert.That(again.Endpoint!.Name, Is.EqualTo("cheap"));
            Assert.That(online.Decided, Is.EqualTo(new[] { 0, 1, -1, 0 }));
        });
    }

    [Test]
    public async Task PlaceAsync_ManyQueries_TellsEverySoOftenWhatIsInUse()
    {
        var online = new ScriptedOnlineOptimizer();
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.1 }, online, _cheap with { ConcurrencyLimit = 10, RequestsPerMinute = 100 }, _dear);

        for (var i = 0; i < 17; i++)
            await scheduler.PlaceAsync(Query(i));

        Assert.That(online.Capacities.Select(capacity => capacity[0]), Is.EqualTo(new[]
        {
            new EndpointCapacity(10, null, null, 0) { Load = 0 },
            new EndpointCapacity(2, null, null, 8) { Load = 0.8 },
            new EndpointCapacity(0, null, null, 10) { Load = 1 },
        }));
        Assert.That(online.Capacities.Select(capacity => capacity[1].Load), Is.All.Null, "an endpoint without limits has no load");
    }

    [TestCase(InfeasiblePolicy.Report, PlacementReason.Infeasible)]
    [TestCase(InfeasiblePolicy.Defer, PlacementReason.Deferred)]
    [TestCase(InfeasiblePolicy.RelaxFloor, PlacementReason.LimitRelaxed)]
    public async Task PlaceAsync_LimitsCannotBeKept_DoesAsTheGoalSays(InfeasiblePolicy policy, PlacementReason expected)
    {
        var online = new ScriptedOnlineOptimizer { Choices = { new(1, false, 5, false) } };
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.99, WhenInfeasible = policy }, online, _cheap, _dear);

        var placement = await scheduler.PlaceAsync(Query(1));

        Assert.That(placement.Reason, Is.EqualTo(expected));
        Assert.That(placement.IsPlaced, Is.EqualTo(policy == InfeasiblePolicy.RelaxFloor));
        Assert.That(online.Decided, Is.EqualTo(new[] { placement.IsPlaced ? 1 : -1 }));
    }

    [Test]
    public async Task PlaceAsync_ReferenceQueries_AreObservedOnceBeforeTheFirstPlacement()
    {
        var online = new ScriptedOnlineOptimizer();
        var options = Options(new SchedulingGoal { QualityFloor = 0.5 }, _cheap, _dear);
        for (var i = 0; i < 300; i++)
            options.Streaming.ReferenceQueries.Add(Query(i));
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer(), new() { OnlineOptimizer = online });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scheduler.PlaceAsync(Query(1000 + i)).AsTask()));

        Assert.That(online.Observed, Is.EqualTo(300));
        Assert.That(online.Decided, Has.Count.EqualTo(8));
    }

    [Test]
    public void Constructor_WrongReferenceQueries_NamesEveryPlaceAndValue()
    {
        var options = Options(new SchedulingGoal { QualityFloor = 0.5 }, _cheap, _dear);
        foreach (var query in new[] { Query(1), null, Query(2) with { InputTokens = -1, MinimumSuccess = double.NaN }, Query(3) with { RequiredTags = null! } })
            options.Streaming.ReferenceQueries.Add(query!);

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer()).Dispose());

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "Streaming.ReferenceQueries[1] is null or has no text.",
            "Streaming.ReferenceQueries[2]: InputTokens is -1; it is at least 0, or null to have them counted.",
            "Streaming.ReferenceQueries[2]: MinimumSuccess is NaN; it lies in [0, 1], or is null for none.",
            "Streaming.ReferenceQueries[3]: RequiredTags is null or holds an empty tag.",
        }));
    }

    [Test]
    public void PlaceAsync_PredictorFailsOnTheReferenceOnce_TriesAgainWithTheNextQuery()
    {
        var online = new ScriptedOnlineOptimizer();
        var options = Options(new SchedulingGoal { QualityFloor = 0.5 }, _cheap, _dear);
        options.Streaming.ReferenceQueries.Add(Query(7) with { Id = "typical" });
        var predictor = new OnceFailingPredictor(new TablePredictor(("cheap", 0.6), ("dear", 0.9)), "typical");
        using var scheduler = new EccosScheduler(options, predictor, new GreedyOptimizer(), new() { OnlineOptimizer = online });

        Assert.ThrowsAsync<InvalidOperationException>(async () => await scheduler.PlaceAsync(Query(1)));
        Assert.That(async () => (await scheduler.PlaceAsync(Query(2))).IsPlaced, Is.True);
        Assert.That(online.Observed, Is.EqualTo(1));
    }

    private static (EccosScheduler Scheduler, SchedulingGoal Goal) Make(SchedulingGoal goal, IOnlineOptimizer online, params Endpoint[] endpoints) =>
        (new EccosScheduler(Options(goal, endpoints), new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer(), new() { OnlineOptimizer = online }), goal);

    private static Streaming Scheduler(SchedulingGoal goal, IOnlineOptimizer online, params Endpoint[] endpoints) => new(Make(goal, online, endpoints));

    private static EccosOptions Options(SchedulingGoal goal, params Endpoint[] endpoints)
    {
        var options = new EccosOptions { Goal = goal };
        foreach (var endpoint in endpoints)
            options.Endpoints.Add(endpoint);
        return options;
    }

    private static Query Query(int i) => new($"q{i}", "text") { InputTokens = 50 };

    private sealed class Streaming((EccosScheduler Scheduler, SchedulingGoal Goal) made) : IDisposable
    {
        public SchedulingGoal Goal => made.Goal with { };

        public ValueTask<Placement> PlaceAsync(Query query, SchedulingGoal? goal = null) => made.Scheduler.PlaceAsync(query, goal);

        public void Dispose() => made.Scheduler.Dispose();
    }
}
