using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling;

/// <summary>That other options hold as a whole or not at all, for queries under way too.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UpdateTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedOnlineOptimizer _online = new();
    private readonly TaskCompletionSource _gate = new();

    [Test]
    public async Task UpdateAsync_LedgerFails_LeavesHealthOptionsAsTheyWere()
    {
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(OneSlot.Options("x"), new TablePredictor(("x", 0.6)), ledger);
        var placement = await scheduler.PlaceAsync(OneSlot.Query("a"));
        var changed = OneSlot.Options("x");
        changed.Health.FailuresToCoolDown = 1;
        ledger.LimitsFail = true;
        Assert.That(async () => await scheduler.UpdateAsync(changed), Throws.InstanceOf<IOException>());

        placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Error));

        Assert.That(scheduler.Health[0].State, Is.EqualTo(EndpointState.InUse), "three failures in a row, as the options that stay say");
    }

    [Test]
    public async Task UpdateAsync_OptionsOutOfRange_LeavesHealthOptionsAsTheyWere()
    {
        var options = OneSlot.Options("x");
        using var scheduler = Scheduler(options, new TablePredictor(("x", 0.6)));
        var placement = await scheduler.PlaceAsync(OneSlot.Query("a"));
        options.Health.FailuresToCoolDown = 0;
        Assert.That(async () => await scheduler.UpdateAsync(options), Throws.InstanceOf<OptionsValidationException>());

        placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Error));

        Assert.That(scheduler.Health[0].State, Is.EqualTo(EndpointState.InUse));
    }

    [Test]
    public async Task UpdateAsync_FirstQueryIsBeingPredicted_IsPlacedByTheNewOptions()
    {
        using var scheduler = Scheduler(OneSlot.Options("x"), GatedPredictor.On("a", _gate.Task, ("x", 0.6), ("y", 0.6)));
        var placing = scheduler.PlaceAsync(OneSlot.Query("a")).AsTask();

        await scheduler.UpdateAsync(OneSlot.Options("y"));
        _gate.SetResult();

        Assert.That((await placing.WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("y"));
    }

    [Test]
    public async Task UpdateAsync_FirstQueryIsBeingPredictedForAFullEndpoint_IsServedByTheOneAdded()
    {
        using var ledger = new CapacityLedger(_time);
        using var scheduler = Scheduler(OneSlot.Options("x"), GatedPredictor.On("a", _gate.Task, ("x", 0.6), ("y", 0.6)), ledger);
        await ledger.TryReserveAsync(new CapacityClaim(new PlacementId(1, 1), "other", "x", 1, 0));
        var placing = scheduler.PlaceAsync(OneSlot.Query("a")).AsTask();

        await scheduler.UpdateAsync(OneSlot.Options("x", "y"));
        _gate.SetResult();

        Assert.That((await placing.WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("y"));
    }

    [Test]
    public async Task UpdateAsync_GoalThatNoStreamHolds_PlacesAQueryBeingPredictedByIt()
    {
        using var scheduler = Scheduler(OneSlot.Options("x"), GatedPredictor.On("a", _gate.Task, ("x", 0.6), ("y", 0.6)));
        (await scheduler.PlaceAsync(OneSlot.Query("0"))).Lease!.Dispose();
        var placing = scheduler.PlaceAsync(OneSlot.Query("a")).AsTask();

        var changed = OneSlot.Options("y");
        changed.Goal = new SchedulingGoal { QualityFloor = 0.1, FloorScope = FloorScope.Batch };
        await scheduler.UpdateAsync(changed);
        _gate.SetResult();

        Assert.That((await placing.WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("y"));
    }

    [Test]
    public async Task UpdateAsync_EndpointsAndGoalSayTheSame_LetsTheStreamGoOnWithWhatItHasLearned()
    {
        using var ledger = new CapacityLedger(_time);
        using var scheduler = Scheduler(Options(1), new TablePredictor(("x", 0.6)), ledger);
        var started = new List<int>();
        foreach (var (n, options) in new[] { Options(1), Options(2), Options(2, price: 3) }.Index())
        {
            await scheduler.UpdateAsync(options);
            (await scheduler.PlaceAsync(OneSlot.Query($"{n}"))).Lease!.Cancel();
            started.Add(_online.Started);
        }

        Assert.That(started, Is.EqualTo(new[] { 1, 1, 2 }));
        Assert.That((await ledger.GetFreeAsync("", [])).SpendUsd, Is.EqualTo(2), "what is not the stream's has changed");

        static EccosOptions Options(double usd, double price = 1)
        {
            var options = new EccosOptions { Goal = new SchedulingGoal { Groups = new Dictionary<string, GroupLimits> { ["g"] = new() { QualityFloor = 0.5 } } } };
            options.SpendLimit = new SpendLimit(usd, TimeSpan.FromHours(1));
            options.Endpoints.Add(new Endpoint("x") { Prices = new TokenPrices(price, 2), Tags = new[] { "tools" }.ToList(), Facts = new Dictionary<string, string> { ["size"] = "8" } });
            return options;
        }
    }

    [Test]
    public async Task UpdateAsync_MoreMoneyForTheSameEndpoints_ServesThoseWhoWait()
    {
        var options = OneSlot.Options("x");
        options.SpendLimit = new SpendLimit(0.0003, TimeSpan.FromHours(1));
        using var scheduler = Scheduler(options, new TablePredictor(("x", 0.6)));
        (await scheduler.PlaceAsync(OneSlot.Query("first"))).Lease!.Dispose();
        var waiting = scheduler.PlaceAsync(OneSlot.Query("second")).AsTask();

        options.SpendLimit = new SpendLimit(1, TimeSpan.FromHours(1));
        await scheduler.UpdateAsync(options);

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task UpdateAsync_LoggerThrows_ServesThoseWhoWaitAllTheSame()
    {
        var options = OneSlot.Options("x");
        using var scheduler = new EccosScheduler(
            options,
            new TablePredictor(("x", 0.6)),
            new GreedyOptimizer(),
            new() { TimeProvider = _time, OnlineOptimizer = _online, Logger = new ThrowingLogger() });
        using var held = (await scheduler.PlaceAsync(OneSlot.Query("held"))).Lease!;
        var waiting = scheduler.PlaceAsync(OneSlot.Query("a")).AsTask();

        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = 2 };
        Assert.That(async () => await scheduler.UpdateAsync(options), Throws.InstanceOf<InvalidOperationException>());

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task UpdateAsync_LedgerHangs_EndsWhenCancelledAndPlacementsGoOn()
    {
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(OneSlot.Options("x"), new TablePredictor(("x", 0.6)), ledger);
        await (await scheduler.PlaceAsync(OneSlot.Query("0"))).Lease!.DisposeAsync();
        ledger.LimitsHang = true;
        using var cancellation = new CancellationTokenSource();
        var update = scheduler.UpdateAsync(OneSlot.Options("x"), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        Assert.That(async () => await update.WaitAsync(_patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await scheduler.PlaceAsync(OneSlot.Query("a")).AsTask().WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_LedgerFailedWhenTheSchedulerWasMade_IsServedOnceItDoesNot()
    {
        using var faults = new UnobservedFaults();
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner) { LimitsFail = true };
        using var scheduler = Scheduler(OneSlot.Options("x"), new TablePredictor(("x", 0.6)), ledger);
        await Task.Delay(50);
        Assert.That(async () => await scheduler.PlaceAsync(OneSlot.Query("a")), Throws.InstanceOf<IOException>());

        ledger.LimitsFail = false;

        Assert.That((await scheduler.PlaceAsync(OneSlot.Query("b"))).IsPlaced, Is.True);
        Assert.That(faults.Collect(), Has.None.EqualTo("limits"));
    }

    private EccosScheduler Scheduler(EccosOptions options, IPredictor predictor, ICapacityLedger? ledger = null) =>
        new(options, predictor, new GreedyOptimizer(), new() { TimeProvider = _time, OnlineOptimizer = _online, Ledger = ledger });
}
