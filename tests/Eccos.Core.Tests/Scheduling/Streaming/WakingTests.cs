using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling.Streaming;

/// <summary>What wakes those who wait.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WakingTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Long enough for queries to get into line.</summary>
    private static readonly TimeSpan _while = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedOnlineOptimizer _online = new();

    [Test]
    public async Task PlaceAsync_WaitsForASlotBesideOneThatWaitsForAPause_IsServedWhenTheSlotIsFree([Values] bool alone)
    {
        using var scheduler = Scheduler();
        await CoolDownAsync(scheduler, "x", TimeSpan.FromSeconds(20));
        var held = (await scheduler.PlaceAsync(On("y", "held"))).Lease!;
        if (!alone)
            _ = scheduler.PlaceAsync(On("x", "other")).AsTask();
        await Task.Delay(_while);
        var waiting = scheduler.PlaceAsync(On("y", "waiting")).AsTask();
        await Task.Delay(_while);

        held.Dispose();

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_WaitsForAPauseBesideOneThatWaitsForASlot_IsServedWhenThePauseIsOver([Values] bool alone)
    {
        using var scheduler = Scheduler();
        await CoolDownAsync(scheduler, "x", TimeSpan.FromSeconds(1));
        using var held = (await scheduler.PlaceAsync(On("y", "held"))).Lease!;
        if (!alone)
            _ = scheduler.PlaceAsync(On("y", "other")).AsTask();
        await Task.Delay(_while);
        var waiting = scheduler.PlaceAsync(On("x", "waiting")).AsTask();
        await Task.Delay(_while);

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_WaitsWhileAnotherProbesTheEndpoint_IsServedWhenTheProbeIsAnswered()
    {
        using var scheduler = Scheduler();
        var (probe, waiting) = await ProbedAndAwaitedAsync(scheduler);

        probe.Settle(1, 1);

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_WaitsWhileAnotherProbesTheEndpoint_IsServedWhenTheProbeEndsWithoutNews([Values] bool isSent)
    {
        using var scheduler = Scheduler();
        var (probe, waiting) = await ProbedAndAwaitedAsync(scheduler);

        if (isSent)
            probe.Dispose();
        else
            probe.Cancel();

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_LedgerThrowsOnceWhenAskedToTell_IsServedAllTheSame()
    {
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(ledger);
        var held = (await scheduler.PlaceAsync(On("x", "held"))).Lease!;
        ledger.WaitsToThrow = 1;
        var waiting = scheduler.PlaceAsync(On("x", "waiting")).AsTask();
        await Task.Delay(_while);

        held.Dispose();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_LedgerAlwaysFailsToTell_IsNotAskedWithoutPause()
    {
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(ledger);
        using var held = (await scheduler.PlaceAsync(On("x", "held"))).Lease!;
        ledger.WaitsFail = true;
        _ = scheduler.PlaceAsync(On("x", "waiting")).AsTask();
        await Task.Delay(3 * _while);

        Assert.That(ledger.Waits, Is.InRange(1, 10), "the time that it waits by stands still");
    }

    [Test]
    public async Task PlaceAsync_LessThanAMillisecondIsLeftOfAPause_IsNotDecidedOverAndOverUntilItIsOver()
    {
        using var scheduler = Scheduler();
        await CoolDownAsync(scheduler, "x", TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));

        var waiting = scheduler.PlaceAsync(On("x", "waiting")).AsTask();
        await Task.Delay(_while);
        var decisions = _online.Standings.Count;
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((await waiting.WaitAsync(_patience)).IsPlaced, Is.True);
        Assert.That(decisions, Is.InRange(1, 10), "the time that it waits by stands still");
    }

    [Test]
    public async Task PlaceAsync_LeavesWhileItIsServedAndTheLedgerFails_IsNoUnobservedFault()
    {
        using var faults = new UnobservedFaults();

        await LeaveAsync();

        Assert.That(faults.Collect(), Has.None.EqualTo("reserving"));

        async Task LeaveAsync()
        {
            using var inner = new CapacityLedger(_time);
            var ledger = new FailingLedger(inner);
            using var scheduler = Scheduler(ledger);
            var held = (await scheduler.PlaceAsync(On("x", "held"))).Lease!;
            using var cancellation = new CancellationTokenSource();
            var waiting = scheduler.PlaceAsync(On("x", "waiting"), null, cancellation.Token).AsTask();
            await Task.Delay(_while);
            var reserving = new TaskCompletionSource();
            ledger.Reserving = reserving.Task;
            held.Dispose();
            await Task.Delay(_while);
            await cancellation.CancelAsync();
            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
            reserving.SetException(new IOException("reserving"));
            await Task.Delay(_while);
        }
    }

    /// <summary>An endpoint's probe, and who waits meanwhile.</summary>
    private async Task<(Lease Probe, Task<Placement> Waiting)> ProbedAndAwaitedAsync(EccosScheduler scheduler)
    {
        await CoolDownAsync(scheduler, "x", TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(6));
        var probe = (await scheduler.PlaceAsync(On("x", "probe"))).Lease!;
        var waiting = scheduler.PlaceAsync(On("x", "waiting")).AsTask();
        await Task.Delay(_while);
        return (probe, waiting);
    }

    private static async Task CoolDownAsync(EccosScheduler scheduler, string endpoint, TimeSpan pause)
    {
        var refused = (await scheduler.PlaceAsync(On(endpoint, "refused"))).Lease!;
        refused.Report(new EndpointOutcome(OutcomeKind.Refused, pause));
        refused.Cancel();
    }

    private EccosScheduler Scheduler(ICapacityLedger? ledger = null) => new(
        OneSlot.Options("x", "y"),
        new TablePredictor(("x", 0.6), ("y", 0.6)),
        new GreedyOptimizer(),
        new() { TimeProvider = _time, OnlineOptimizer = _online, Ledger = ledger });

    private static Query On(string endpoint, string id) => OneSlot.Query(id) with { AllowedEndpoints = [endpoint] };
}
