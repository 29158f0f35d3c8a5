using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling.Streaming.MicroBatches;

public sealed class MicroBatchStressTests
{
    private const int Callers = 48;
    private const int Rounds = 25;

    [TestCase(WhenFull.Wait)]
    [TestCase(WhenFull.Reject)]
    public async Task ManyCallers_GatheredCancelledAndFull_NeverExceedALimitAndLeakNothing(WhenFull whenFull)
    {
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal { QualityFloor = 0.1 },
            SpendLimit = new SpendLimit(10_000, TimeSpan.FromDays(1)),
            Streaming = { WhenFull = whenFull, MicroBatchWindow = TimeSpan.FromMilliseconds(1), MicroBatchSize = 8 },
        };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 5 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20), ConcurrencyLimit = 7 });
        using var ledger = new CapacityLedger();
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer(), new()
        {
            Ledger = ledger,
            OnlineOptimizer = new ScriptedOnlineOptimizer(),
        });
        var (inFlight, most, placed, asked) = (new int[2], new int[2], 0, 0);
        var charged = 0L;

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(new Random(caller), caller)))).WaitAsync(TimeSpan.FromSeconds(60));

        // What a caller gave up while it was decided is given back by whoever decided it.
        for (var round = 0; round < 1000 && (await ledger.GetFreeAsync("", [])).Endpoints.Values.Any(endpoint => endpoint.InFlight > 0); round++)
            await Task.Delay(5);
        var free = await ledger.GetFreeAsync("", []);
        Assert.Multiple(() =>
        {
            Assert.That(most[0], Is.InRange(2, 5));
            Assert.That(most[1], Is.InRange(1, 7));
            Assert.That(placed, Is.GreaterThan(asked / (whenFull == WhenFull.Wait ? 2 : 20)), "enough was placed for the test to mean something");
            Assert.That(free.Endpoints.Values.Select(endpoint => endpoint.InFlight), Is.All.Zero, "nothing leaked");
            Assert.That(free.SpendUsd, Is.EqualTo(10_000 - (charged / 1e9)).Within(1e-9), "to the cent");
        });

        async Task CallAsync(Random random, int caller)
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var patience = new CancellationTokenSource();
                if (random.Next(4) == 0)
                    patience.CancelAfter(random.Next(4));
                Interlocked.Increment(ref asked);
                try
                {
                    var placement = await scheduler.PlaceAsync(new Query($"{caller}/{round}", "text") { InputTokens = random.Next(1, 500), Priority = random.Next(2) }, null, patience.Token);
                    if (!placement.IsPlaced)
                        continue;
                    Interlocked.Increment(ref placed);
                    var j = placement.Endpoint.Name == "cheap" ? 0 : 1;
                    InterlockedMax(ref most[j], Interlocked.Increment(ref inFlight[j]));
                    await Task.Yield();
                    Interlocked.Decrement(ref inFlight[j]);
                    Interlocked.Add(ref charged, (long)Math.Round(placement.Endpoint.Prices!.CostUsd(10, 20) * 1e9));
                    Assert.That(placement.Lease.Settle(10, 20), Is.True);
                }
                catch (OperationCanceledException)
                {
                    // What is cancelled holds nothing; the sums at the end show it.
                }
            }
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
    }
}
