using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling;

/// <summary>What becomes of work under way when a scheduler ends.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DisposalTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly ScriptedOnlineOptimizer _online = new();
    private readonly TaskCompletionSource _gate = new();

    [Test]
    public async Task Dispose_BatchUnderWay_HandsItsLeasesToTheCaller()
    {
        using var ledger = new CapacityLedger();
        using var solving = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var scheduler = Scheduler(OneSlot.Options("x"), new TablePredictor(("x", 0.6)), ledger, Optimizer(solving, go));
        var batch = Task.Run(async () => await scheduler.ScheduleAsync([OneSlot.Query("a")]));
        await solving.WaitAsync();

        scheduler.Dispose();
        go.Release();

        using (var schedule = await batch.WaitAsync(_patience))
            Assert.That(schedule.Placements[0].IsPlaced, Is.True);
        Assert.That((await ledger.GetFreeAsync("", [])).Endpoints["x"].InFlight, Is.Zero);
    }

    [Test]
    public async Task Dispose_AnotherBatchWaitsForItsTurn_IsTold()
    {
        using var solving = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var scheduler = Scheduler(OneSlot.Options("x"), new TablePredictor(("x", 0.6)), optimizer: Optimizer(solving, go));
        var first = Task.Run(async () => await scheduler.ScheduleAsync([OneSlot.Query("a")]));
        await solving.WaitAsync();
        var second = Task.Run(async () => await scheduler.ScheduleAsync([OneSlot.Query("b")]));
        await Task.Delay(100);

        scheduler.Dispose();
        go.Release(2);

        Assert.That(async () => await second.WaitAsync(_patience), Throws.InstanceOf<ObjectDisposedException>());
        (await first).Dispose();
    }

    [Test]
    public async Task Dispose_UpdatesUnderWayAndWaiting_EndsBoth()
    {
        var predictor = new GatedPredictor(new TablePredictor(("x", 0.6))) { Before = queries => queries.Count == 0 ? _gate.Task : Task.CompletedTask };
        var scheduler = Scheduler(OneSlot.Options("x"), predictor);
        var first = scheduler.UpdateAsync(OneSlot.Options("x")).AsTask();
        var second = scheduler.UpdateAsync(OneSlot.Options("x")).AsTask();

        scheduler.Dispose();
        _gate.SetResult();

        await first.WaitAsync(_patience);
        Assert.That(async () => await second.WaitAsync(_patience), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Dispose_WhileTheStreamStarts_EndsItAndTellsThoseWhoWait()
    {
        var options = OneSlot.Options("x");
        options.Streaming.ReferenceQueries.Add(OneSlot.Query("reference"));
        using var ledger = new CapacityLedger();
        var scheduler = Scheduler(options, GatedPredictor.On("reference", _gate.Task, ("x", 0.6)), ledger);
        await ledger.TryReserveAsync(new CapacityClaim(new PlacementId(1, 1), "other", "x", 1, 0));
        var waiting = scheduler.PlaceAsync(OneSlot.Query("a")).AsTask();
        await Task.Delay(100);

        scheduler.Dispose();
        _gate.SetResult();

        Assert.That(async () => await waiting.WaitAsync(_patience), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => (_online.Started, _online.Ended), Is.EqualTo((1, 1)).After(20_000, 10));
    }

    private static GreedyOptimizer Optimizer(SemaphoreSlim solving, SemaphoreSlim go) => new()
    {
        BeforeAnswer = () =>
        {
            solving.Release();
            go.Wait();
        },
    };

    private EccosScheduler Scheduler(EccosOptions options, IPredictor predictor, ICapacityLedger? ledger = null, IOptimizer? optimizer = null) =>
        new(options, predictor, optimizer ?? new GreedyOptimizer(), new() { OnlineOptimizer = _online, Ledger = ledger });
}
