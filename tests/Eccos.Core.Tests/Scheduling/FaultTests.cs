using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling;

/// <summary>What the scheduler does when endpoints, parts or hosts fail.</summary>
public sealed class FaultTests
{
    private readonly FakeTimeProvider _time = new();
    private int _next;

    [Test]
    public async Task PlaceAsync_CheapestEndpointFails_GoesElsewhereAndComesBackAfterOneProbe()
    {
        using var scheduler = Scheduler(new GreedyOptimizer());

        var served = new List<string>();
        for (var n = 0; n < 3; n++)
            await ServeAsync(scheduler, served, new EndpointOutcome(OutcomeKind.Error));
        await ServeAsync(scheduler, served);
        var out_ = scheduler.Health[0];
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = await PlaceAsync(scheduler);
        var beside = await PlaceAsync(scheduler);
        probe.Lease!.Settle(1, 1);
        await ServeAsync(scheduler, served);

        Assert.That(served, Is.EqualTo(new[] { "cheap", "cheap", "cheap", "dear", "cheap" }));
        Assert.That((out_.Endpoint, out_.State, out_.PauseLeft), Is.EqualTo(("cheap", EndpointState.CoolingDown, TimeSpan.FromSeconds(5))));
        Assert.That((probe.Endpoint!.Name, beside.Endpoint!.Name), Is.EqualTo(("cheap", "dear")), "one request probes");
    }

    [Test]
    public async Task ScheduleAsync_AllEndpointsDown_SaysSoAndReservesNothing()
    {
        using var scheduler = Scheduler(new GreedyOptimizer());
        foreach (var endpoint in new[] { "cheap", "dear" })
        {
            var placement = await scheduler.PlaceAsync(NextQuery() with { AllowedEndpoints = [endpoint] });
            placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Refused, TimeSpan.FromMinutes(1)));
            placement.Lease.Cancel();
        }

        using var schedule = await scheduler.ScheduleAsync([NextQuery(), NextQuery()]);
        _time.Advance(TimeSpan.FromMinutes(1));
        using var afterwards = await scheduler.ScheduleAsync([NextQuery(), NextQuery()]);

        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(schedule.Placements.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.EndpointsOut));
        Assert.That(afterwards.Placements.Select(placement => placement.Endpoint!.Name), Is.EqualTo(new[] { "cheap", "dear" }), "each takes one probe");
    }

    [Test]
    public async Task PlaceAsync_SlowEndpoint_FillsUpAndThenTimesOut()
    {
        using var scheduler = Scheduler(new GreedyOptimizer());
        var slow = new List<Placement>();
        for (var n = 0; n < 3; n++)
            slow.Add(await PlaceAsync(scheduler));

        var beside = await PlaceAsync(scheduler);
        foreach (var placement in slow)
        {
            placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Timeout));
            placement.Lease.Dispose();
        }

        var afterwards = await PlaceAsync(scheduler);

        Assert.That(slow.Select(placement => placement.Endpoint!.Name), Is.All.EqualTo("cheap"));
        Assert.That((beside.Endpoint!.Name, afterwards.Endpoint!.Name), Is.EqualTo(("dear", "dear")), "first for want of slots, then because it cools down");
    }

    [Test]
    public async Task PlaceAsync_ClockJumpsForward_ExpiresLeasesFreesWindowsAndEndsPauses()
    {
        using var scheduler = Scheduler(new GreedyOptimizer());
        var expired = new List<PlacementId>();
        scheduler.LeaseExpired += (_, each) => expired.Add(each.Id);
        var forgotten = await PlaceAsync(scheduler);
        for (var n = 0; n < 3; n++)
            await ServeAsync(scheduler, [], new EndpointOutcome(OutcomeKind.Error));

        _time.Advance(TimeSpan.FromDays(900));
        var served = new List<string>();
        await ServeAsync(scheduler, served);

        Assert.That(expired, Is.EqualTo(new[] { forgotten.Id }));
        Assert.That(served, Is.EqualTo(new[] { "cheap" }));
        Assert.That(scheduler.Health[0].State, Is.EqualTo(EndpointState.InUse));
    }

    [Test]
    public async Task ScheduleAsync_PredictorThrows_ReservesNothingAndTheNextCallIsServed()
    {
        var predictor = new FailingPredictor(new TablePredictor(("cheap", 0.6), ("dear", 0.9)));
        using var ledger = new CapacityLedger(_time);
        using var scheduler = new EccosScheduler(Options(), predictor, new GreedyOptimizer(), new() { TimeProvider = _time, Ledger = ledger });

        predictor.IsFailing = true;
        Assert.ThrowsAsync<InvalidOperationException>(async () => await PlaceAsync(scheduler));
        predictor.IsFailing = false;

        Assert.That(await InFlightAsync(ledger), Is.Zero);
        Assert.That((await PlaceAsync(scheduler)).IsPlaced, Is.True);
    }

    [Test]
    public async Task ScheduleAsync_OptimizerThrowsOrFindsNothing_ReservesNothingAndTheNextCallIsServed()
    {
        var optimizer = new GreedyOptimizer { BeforeAnswer = () => throw new InvalidOperationException("solver") };
        using var ledger = new CapacityLedger(_time);
        using var scheduler = new EccosScheduler(Options(), Predictor(), optimizer, new() { TimeProvider = _time, Ledger = ledger });

        Assert.ThrowsAsync<InvalidOperationException>(async () => await PlaceAsync(scheduler));
        optimizer.BeforeAnswer = null;

        Assert.That(await InFlightAsync(ledger), Is.Zero);
        Assert.That((await PlaceAsync(scheduler)).Endpoint!.Name, Is.EqualTo("cheap"));
    }

    [TestCase(0.6, new[] { "cheap", "cheap", "cheap", "dear" })]
    [TestCase(0.75, new[] { "cheap", "cheap", "dear", "dear" })]
    public async Task ScheduleAsync_OptimizerRunsOutOfTime_GoesByTheLastPricesWithinAllLimitsAndSaysSo(double floor, string[] expected)
    {
        using var scheduler = Scheduler(new ExhaustedOptimizer());

        using var schedule = await scheduler.ScheduleAsync(
            [NextQuery(), NextQuery(), NextQuery(), NextQuery()],
            new SchedulingGoal { QualityFloor = floor, FloorScope = FloorScope.Batch });

        Assert.That(schedule.Placements.Select(placement => placement.Endpoint?.Name).Order(), Is.EqualTo(expected));
        Assert.That(schedule.Placements.Select(placement => placement.UsesLastPrices), Is.All.True);
        Assert.That((schedule.Status, schedule.Assignment.StopReason), Is.EqualTo((AssignmentStatus.Feasible, StopReason.TimeLimit)));
        Assert.That(schedule.ExpectedSuccess, Is.GreaterThanOrEqualTo(floor - 1e-9));
    }

    [Test]
    public async Task ScheduleAsync_OptimizerRunsOutOfTimeAndTheFloorIsOutOfReach_PlacesNothing()
    {
        using var scheduler = Scheduler(new ExhaustedOptimizer());

        using var schedule = await scheduler.ScheduleAsync([NextQuery()], new SchedulingGoal { QualityFloor = 0.95, FloorScope = FloorScope.Batch });

        Assert.That(schedule.Placements[0].Reason, Is.EqualTo(PlacementReason.OutOfTime));
        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Unknown));
    }

    [Test]
    public async Task ScheduleAsync_ProbeForgottenForALeaseLifetime_AsksAnother()
    {
        using var scheduler = Scheduler(new GreedyOptimizer());
        for (var n = 0; n < 3; n++)
            await ServeAsync(scheduler, [], new EndpointOutcome(OutcomeKind.Error));
        _time.Advance(TimeSpan.FromSeconds(5));
        var forgotten = await PlaceAsync(scheduler);
        var meanwhile = await PlaceAsync(scheduler);
        _time.Advance(TimeSpan.FromMinutes(10));

        var next = await PlaceAsync(scheduler);

        Assert.That((forgotten.Endpoint!.Name, meanwhile.Endpoint!.Name, next.Endpoint!.Name), Is.EqualTo(("cheap", "dear", "cheap")));
    }

    [Test]
    public async Task ScheduleAsync_LedgerThrows_LeavesAProbeForTheNextCaller()
    {
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = new EccosScheduler(Options(), Predictor(), new GreedyOptimizer(), new() { TimeProvider = _time, Ledger = ledger });
        for (var n = 0; n < 3; n++)
            await ServeAsync(scheduler, [], new EndpointOutcome(OutcomeKind.Error));
        _time.Advance(TimeSpan.FromSeconds(5));

        ledger.IsFailing = true;
        Assert.ThrowsAsync<IOException>(async () => await PlaceAsync(scheduler));
        ledger.IsFailing = false;

        Assert.That((await PlaceAsync(scheduler)).Endpoint!.Name, Is.EqualTo("cheap"), "the probe that got no lease was given up");
    }

    [Test]
    public async Task ScheduleAsync_LoggerThrowsAfterTheReservation_GivesTheLeasesBack()
    {
        using var ledger = new CapacityLedger(_time);
        using var scheduler = new EccosScheduler(Options(), Predictor(), new GreedyOptimizer(), new() { TimeProvider = _time, Logger = new ThrowingLogger(), Ledger = ledger });

        Assert.ThrowsAsync<InvalidOperationException>(async () => await PlaceAsync(scheduler));

        Assert.That(await InFlightAsync(ledger), Is.Zero);
    }

    [Test]
    public async Task Dispose_LeasesStillOpen_CanBeSettledAfterwards()
    {
        using var ledger = new CapacityLedger(_time);
        Placement placement;
        using (var scheduler = new EccosScheduler(Options(), Predictor(), new GreedyOptimizer(), new() { TimeProvider = _time, Ledger = ledger }))
            placement = await PlaceAsync(scheduler);

        Assert.That(placement.Lease!.Settle(10, 10), Is.True);
        Assert.That(await InFlightAsync(ledger), Is.Zero);
    }

    [Test]
    public async Task Dispose_OwnLedgerWithLeasesOpen_NeitherThrowsNorRaisesAfterwards()
    {
        Placement placement;
        var expired = 0;
        using (var scheduler = Scheduler(new GreedyOptimizer()))
        {
            scheduler.LeaseExpired += (_, _) => expired++;
            placement = await PlaceAsync(scheduler);
        }

        _time.Advance(TimeSpan.FromDays(1));

        Assert.That(expired, Is.Zero);
        Assert.That(placement.Lease!.Settle(1, 1), Is.True);
    }

    [Test]
    public async Task ScheduleAsync_BatchBeyondAnEndpointsOrATenantsMoney_IsStatedMoreTightlyUntilItFits()
    {
        // 250 USD a request on the cheap endpoint, 2,500 on the dear one.
        var hour = TimeSpan.FromHours(1);
        var options = Options();
        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = null, SpendLimit = new SpendLimit(600, hour) };
        options.Budgets["tenant"] = new SpendLimit(5500, hour);
        using var ledger = new CapacityLedger(_time);
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)) { OutputTokens = 100_000_000 }, new GreedyOptimizer(), new() { TimeProvider = _time, Ledger = ledger });
        Query Asked() => NextQuery() with { InputTokens = 50_000_000, BudgetKey = "tenant" };

        using var schedule = await scheduler.ScheduleAsync([Asked(), Asked(), Asked(), Asked()]);
        using var tooMuch = await scheduler.ScheduleAsync([Asked(), Asked(), Asked()]);

        Assert.That(schedule.Placements.Select(placement => placement.Endpoint?.Name), Is.EqualTo(new[] { "cheap", "cheap", "dear", "dear" }));
        Assert.That((await ledger.GetFreeAsync("", ["tenant"])).Budgets["tenant"], Is.Zero);
        Assert.That(tooMuch.Status, Is.EqualTo(AssignmentStatus.Infeasible));
    }

    [Test]
    public async Task ScheduleAsync_SchedulersOwnSpendLimit_EndsWhatItGrants()
    {
        var options = Options();
        options.SpendLimit = new SpendLimit(600, TimeSpan.FromHours(1));
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)) { OutputTokens = 100_000_000 }, new GreedyOptimizer(), new() { TimeProvider = _time });
        Query Asked() => NextQuery() with { InputTokens = 50_000_000 };

        var placed = new List<bool>();
        for (var n = 0; n < 3; n++)
            placed.Add((await scheduler.PlaceAsync(Asked())).IsPlaced);
        _time.Advance(TimeSpan.FromHours(1));
        placed.Add((await scheduler.PlaceAsync(Asked())).IsPlaced);

        Assert.That(placed, Is.EqualTo(new[] { true, true, false, true }));
    }

    private EccosScheduler Scheduler(IOptimizer optimizer) => new(Options(), Predictor(), optimizer, new() { TimeProvider = _time });

    private static TablePredictor Predictor() => new(("cheap", 0.6), ("dear", 0.9));

    private static EccosOptions Options()
    {
        var options = new EccosOptions { LeaseLifetime = TimeSpan.FromMinutes(10) };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 3 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20) });
        return options;
    }

    private Query NextQuery() => new($"q{_next++}", "text") { InputTokens = 50 };

    private ValueTask<Placement> PlaceAsync(EccosScheduler scheduler) => scheduler.PlaceAsync(NextQuery());

    private async Task ServeAsync(EccosScheduler scheduler, List<string> served, EndpointOutcome? outcome = null)
    {
        var placement = await PlaceAsync(scheduler);
        served.Add(placement.Endpoint!.Name);
        if (outcome is { } reported)
        {
            placement.Lease!.Report(reported);
            placement.Lease.Dispose();
        }
        else
        {
            placement.Lease!.Settle(1, 1);
        }
    }

    private static async Task<int> InFlightAsync(CapacityLedger ledger) => (await ledger.GetFreeAsync("", [])).Endpoints.Values.Sum(endpoint => endpoint.InFlight);
}
