using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Options;

namespace Eccos.Core.Tests.Scheduling;

public sealed class EccosSchedulerTests
{
    private static readonly Endpoint _cheap = new("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 2 };
    private static readonly Endpoint _dear = new("dear") { Prices = new TokenPrices(10, 20), Tags = ["tools"] };

    [Test]
    public async Task ScheduleAsync_TwoEndpoints_FillsTheCheapOneAndTellsCostAndSuccess()
    {
        using var scheduler = Scheduler();

        using var schedule = await scheduler.ScheduleAsync(Queries(3));

        Assert.Multiple(() =>
        {
            Assert.That(schedule.Placements.Select(placement => placement.Endpoint?.Name), Is.EqualTo(new[] { "cheap", "cheap", "dear" }));
            Assert.That(schedule.Placements[0].ExpectedCostUsd, Is.EqualTo(((50 * 1) + (100 * 2)) / 1e6).Within(1e-15));
            Assert.That(schedule.Placements[2].ExpectedCostUsd, Is.EqualTo(((50 * 10) + (100 * 20)) / 1e6).Within(1e-15));
            Assert.That(schedule.Placements[2].SuccessProbability, Is.EqualTo(0.9));
            Assert.That(schedule.Placements[2].ExpectedOutputTokens, Is.EqualTo(100));
            Assert.That(schedule.Placements.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.MeetsGoal));
        });
    }

    [Test]
    public async Task ScheduleAsync_NoQueries_GivesAnEmptySchedule()
    {
        using var scheduler = Scheduler();

        using var schedule = await scheduler.ScheduleAsync([]);

        Assert.That(schedule.Placements, Is.Empty);
        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Optimal));
    }

    [Test]
    public async Task PlaceAsync_CheapEndpointFull_TakesTheOtherUntilALeaseIsReleased()
    {
        using var scheduler = Scheduler();
        var first = await scheduler.PlaceAsync(Queries(1)[0]);
        var second = await scheduler.PlaceAsync(Queries(1)[0]);

        var third = await scheduler.PlaceAsync(Queries(1)[0]);
        first.Lease!.Dispose();
        first.Lease.Dispose();
        var fourth = await scheduler.PlaceAsync(Queries(1)[0]);
        var fifth = await scheduler.PlaceAsync(Queries(1)[0]);

        Assert.That(
            new[] { first, second, third, fourth, fifth }.Select(placement => placement.Endpoint!.Name),
            Is.EqualTo(new[] { "cheap", "cheap", "dear", "cheap", "dear" }),
            "a slot released twice counts once");
    }

    [Test]
    public async Task ScheduleAsync_CallerEmptiesItsListAfterwards_ExplainsEveryPlacementAllTheSame()
    {
        using var scheduler = Scheduler();
        var queries = Queries(2).ToList();
        using var schedule = await scheduler.ScheduleAsync(queries);

        queries.Clear();

        Assert.That(schedule.Placements.Select(placement => placement.Decision.QueryId), Is.EqualTo(new[] { "q0", "q1" }));
    }

    [Test]
    public async Task ScheduleAsync_RequiredTagAllowedEndpointsAndMinimum_AreKept()
    {
        using var scheduler = Scheduler();

        using var schedule = await scheduler.ScheduleAsync(
        [
            new Query("tag", "") { InputTokens = 1, RequiredTags = ["TOOLS"] },
            new Query("allowed", "") { InputTokens = 1, AllowedEndpoints = ["dear"] },
            new Query("minimum", "") { InputTokens = 1, MinimumSuccess = 0.9 },
            new Query("free", "") { InputTokens = 1 },
        ]);

        Assert.That(schedule.Placements.Select(placement => placement.Endpoint!.Name), Is.EqualTo(new[] { "dear", "dear", "dear", "cheap" }));
    }

    [Test]
    public async Task ScheduleAsync_QueryLargerThanTheContextWindow_GoesElsewhere()
    {
        using var scheduler = Scheduler(_cheap with { ContextWindow = 149 }, _dear);

        using var schedule = await scheduler.ScheduleAsync(Queries(1));

        Assert.That(schedule.Placements[0].Endpoint!.Name, Is.EqualTo("dear"), "50 input and 100 output tokens do not fit into 149");
    }

    [Test]
    public async Task ScheduleAsync_NoEligibleEndpoint_SaysSoWithoutAnException()
    {
        using var scheduler = Scheduler();

        using var schedule = await scheduler.ScheduleAsync([new Query("q", "") { InputTokens = 1, RequiredTags = ["vision"] }]);

        Assert.That(schedule.Placements[0].IsPlaced, Is.False);
        Assert.That(schedule.Placements[0].Reason, Is.EqualTo(PlacementReason.NoEligibleEndpoint));
        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Infeasible));
    }

    [Test]
    public async Task ScheduleAsync_CallersGoal_ReplacesTheSchedulersOwn()
    {
        var optimizer = new GreedyOptimizer();
        var options = Options(_cheap, _dear);
        options.Goal = new SchedulingGoal { QualityFloor = 0.5, FloorScope = FloorScope.Batch };
        using var scheduler = new EccosScheduler(options, Predictor(), optimizer);

        (await scheduler.ScheduleAsync(Queries(1))).Dispose();
        var goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = 3, WhenInfeasible = InfeasiblePolicy.Defer };
        (await scheduler.ScheduleAsync(Queries(1), goal)).Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(optimizer.Seen[0].QualityFloor, Is.EqualTo(0.5));
            Assert.That(optimizer.Seen[1].QualityFloor, Is.Null);
            Assert.That(optimizer.Seen[1].Objective, Is.EqualTo(Objective.BestQuality));
            Assert.That(optimizer.Seen[1].Budget, Is.EqualTo(3));
            Assert.That(optimizer.Seen[1].WhenInfeasible, Is.EqualTo(InfeasiblePolicy.Defer));
        });
    }

    [Test]
    public void ScheduleAsync_GoalOutOfRange_NamesEveryValue()
    {
        using var scheduler = Scheduler();
        var goal = new SchedulingGoal { QualityFloor = 1.5, BudgetUsd = double.NaN };

        var error = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync(Queries(1), goal));

        Assert.That(error!.Message, Does.Contain("QualityFloor is 1.5").And.Contain("BudgetUsd is NaN"));
    }

    [Test]
    public void ScheduleAsync_RepeatedId_NamesItAndItsPlaces()
    {
        using var scheduler = Scheduler();

        var error = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync([.. Queries(2), Queries(1)[0]]));

        Assert.That(error!.Message, Does.Contain("'q0' stands twice in the batch, at 0 and 2"));
    }

    [Test]
    public void ScheduleAsync_NoTokensAndNoCounter_SaysWhatToDo()
    {
        using var scheduler = Scheduler();

        var error = Assert.ThrowsAsync<EccosException>(async () => await scheduler.ScheduleAsync([new Query("q", "text")]));

        Assert.That(error!.Message, Does.Contain("'q'").And.Contain("ITokenCounter"));
    }

    [Test]
    public void ScheduleAsync_PredictorLacksAnEndpoint_NamesIt()
    {
        using var scheduler = new EccosScheduler(Options(_cheap, _dear), new TablePredictor(("cheap", 0.5)), new GreedyOptimizer());

        var error = Assert.ThrowsAsync<EccosException>(async () => await scheduler.ScheduleAsync(Queries(1)));

        Assert.That(error!.Message, Does.Contain("'dear'").And.Contain("trained on cheap"));
    }

    [Test]
    public void Constructor_InvalidOptions_ReportsEveryProblemWithItsValue()
    {
        var options = Options(_cheap with { Prices = new TokenPrices(double.NaN, -2) }, _cheap with { ConcurrencyLimit = 0 });
        options.Goal = new SchedulingGoal { QualityFloor = 80 };

        var error = Assert.Throws<OptionsValidationException>(() => new EccosScheduler(options, Predictor(), new GreedyOptimizer()));

        Assert.That(error!.Failures, Has.Some.Contains("Prices.Input is NaN"));
        Assert.That(error.Failures, Has.Some.Contains("Prices.Output is -2"));
        Assert.That(error.Failures, Has.Some.Contains("'cheap' stands twice"));
        Assert.That(error.Failures, Has.Some.Contains("ConcurrencyLimit is 0"));
        Assert.That(error.Failures, Has.Some.Contains("QualityFloor is 80"));
    }

    [Test]
    public async Task ScheduleAsync_ManyCallersAtOnce_NeverExceedALimitAndLeakNothing()
    {
        using var scheduler = Scheduler(_cheap with { ConcurrencyLimit = 3 }, _dear with { ConcurrencyLimit = 4 });
        var inFlight = new int[2];
        var most = new int[2];

        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, token) =>
        {
            using var schedule = await scheduler.ScheduleAsync(Queries(1 + (n % 3)), null, token);
            foreach (var placement in schedule.Placements.Where(placement => placement.IsPlaced))
                Track(placement, +1);
            await Task.Yield();
            foreach (var placement in schedule.Placements.Where(placement => placement.IsPlaced))
                Track(placement, -1);
        });

        using var all = await scheduler.ScheduleAsync(Queries(7));
        Assert.That(most[0], Is.InRange(1, 3));
        Assert.That(most[1], Is.InRange(1, 4));
        Assert.That(all.Placements.Count(placement => placement.IsPlaced), Is.EqualTo(7), "every slot is free again");

        void Track(Placement placement, int change)
        {
            var j = placement.Endpoint!.Name == "cheap" ? 0 : 1;
            var now = Interlocked.Add(ref inFlight[j], change);
            InterlockedMax(ref most[j], now);
        }
    }

    [Test]
    public void ScheduleAsync_Cancelled_ReservesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var optimizer = new GreedyOptimizer { BeforeAnswer = () => { cancellation.Cancel(); cancellation.Token.ThrowIfCancellationRequested(); } };
        using var scheduler = new EccosScheduler(Options(_cheap), Predictor(), optimizer);

        Assert.ThrowsAsync<OperationCanceledException>(async () => await scheduler.ScheduleAsync(Queries(2), null, cancellation.Token));
        optimizer.BeforeAnswer = null;

        Assert.That(async () => (await scheduler.ScheduleAsync(Queries(2))).Placements.All(placement => placement.IsPlaced), Is.True);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
    }

    private static EccosScheduler Scheduler(params Endpoint[] endpoints) =>
        new(endpoints.Length == 0 ? Options(_cheap, _dear) : Options(endpoints), Predictor(), new GreedyOptimizer());

    private static TablePredictor Predictor() => new(("cheap", 0.6), ("dear", 0.9));

    private static EccosOptions Options(params Endpoint[] endpoints)
    {
        var options = new EccosOptions();
        foreach (var endpoint in endpoints)
            options.Endpoints.Add(endpoint);
        return options;
    }

    private static Query[] Queries(int count) => [.. Enumerable.Range(0, count).Select(i => new Query($"q{i}", "text") { InputTokens = 50 })];
}
