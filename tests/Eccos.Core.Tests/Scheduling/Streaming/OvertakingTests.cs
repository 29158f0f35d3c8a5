using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling.Streaming;

/// <summary>What becomes free while a line is served is for whoever is first in it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OvertakingTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    /// <summary>Long enough for queries to get into line.</summary>
    private static readonly TimeSpan _while = TimeSpan.FromMilliseconds(100);

    private readonly CapacityLedger _inner = new();
    private readonly FailingLedger _ledger;

    public OvertakingTests() => _ledger = new FailingLedger(_inner);

    public void Dispose() => _inner.Dispose();

    [Test]
    public async Task PlaceAsync_SlotFreedRightAfterTheFirstInLineWasRefused_IsForTheFirst([Values(1, 2, 3)] int inLine)
    {
        using var scheduler = Scheduler();
        var held = (await scheduler.PlaceAsync(OneSlot.Query("held"))).Lease!;
        var waiting = new List<Task<Placement>>();
        for (var n = 0; n < inLine; n++)
        {
            waiting.Add(scheduler.PlaceAsync(OneSlot.Query($"in line {n}")).AsTask());
            await Task.Delay(_while);
        }

        FreeAfterNextRefusal(held);
        waiting.Add(scheduler.PlaceAsync(OneSlot.Query("comes")).AsTask());

        await LeaveInTheirOrderAsync(waiting);
    }

    [Test]
    public async Task PlaceAsync_SlotFreedRightAfterTheOneInLineWasRefused_IsNotForAMicroBatch()
    {
        using var scheduler = Scheduler(options => (options.Streaming.MicroBatchWindow, options.Streaming.MicroBatchSize) = (TimeSpan.FromMilliseconds(50), 2));
        var held = (await scheduler.PlaceAsync(OneSlot.Query("held"))).Lease!;
        var waiting = new List<Task<Placement>> { scheduler.PlaceAsync(OneSlot.Query("in line")).AsTask() };
        await Task.Delay(3 * _while);

        FreeAfterNextRefusal(held);
        waiting.AddRange(Enumerable.Range(0, 2).Select(n => scheduler.PlaceAsync(OneSlot.Query($"comes {n}")).AsTask()).ToArray());

        await LeaveInTheirOrderAsync(waiting);
    }

    [Test]
    public async Task PlaceAsync_LineIsLong_AsksTheLedgerOnceForAllWhoWantTheSame()
    {
        using var scheduler = Scheduler();
        using var held = (await scheduler.PlaceAsync(OneSlot.Query("held"))).Lease!;
        var refused = 0;
        _ledger.Refused = () => refused++;
        for (var n = 0; n < 20; n++)
            _ = scheduler.PlaceAsync(OneSlot.Query($"in line {n}")).AsTask();
        await Task.Delay(3 * _while);
        refused = 0;

        _ = scheduler.PlaceAsync(OneSlot.Query("comes")).AsTask();
        await Task.Delay(_while);

        Assert.That(refused, Is.EqualTo(1));
    }

    private static async Task LeaveInTheirOrderAsync(IEnumerable<Task<Placement>> waiting)
    {
        foreach (var placed in waiting)
            (await placed.WaitAsync(_patience)).Lease!.Dispose();
    }

    private void FreeAfterNextRefusal(Lease lease) => _ledger.Refused = () =>
    {
        _ledger.Refused = () => { };
        lease.Dispose();
    };

    private EccosScheduler Scheduler(Action<EccosOptions>? configure = null)
    {
        var options = OneSlot.Options("only");
        configure?.Invoke(options);
        return new(options, new TablePredictor(("only", 0.6)), new GreedyOptimizer(), new() { OnlineOptimizer = new ScriptedOnlineOptimizer(), Ledger = _ledger });
    }
}
