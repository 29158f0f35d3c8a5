using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling;

public sealed class SchedulerStressTests
{
    private const int Callers = 64;
    private const int Rounds = 30;

    [TestCase(1)]
    [TestCase(2)]
    public async Task ManyCallers_AnyOutcomeCancellationsAndForgottenLeases_LeakNothingAndChargeToTheCent(int seed)
    {
        var time = new FakeTimeProvider();
        var day = TimeSpan.FromDays(1);
        var options = new EccosOptions { SpendLimit = new SpendLimit(100_000, day), LeaseLifetime = TimeSpan.FromMinutes(1) };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 9 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20), ConcurrencyLimit = 12, SpendLimit = new SpendLimit(50_000, day) });
        options.Health.FailuresToCoolDown = 1000;
        using var ledger = new CapacityLedger(time);
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer(), new() { TimeProvider = time, Ledger = ledger });
        var (charged, placed, forgotten, expired, mostAtOnce, atOnce) = (0L, 0, 0, 0, 0, 0);
        scheduler.LeaseExpired += (_, _) => Interlocked.Increment(ref expired);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(caller))));
        time.Advance(TimeSpan.FromMinutes(1));

        var free = await ledger.GetFreeAsync("", []);
        Assert.Multiple(() =>
        {
            Assert.That(mostAtOnce, Is.InRange(2, 21), "never over the slots of both");
            Assert.That(expired, Is.EqualTo(forgotten));
            Assert.That(forgotten, Is.GreaterThan(0));
            Assert.That(placed, Is.GreaterThan(Callers * Rounds / 10), "enough was placed for the test to mean something");
            Assert.That(free.Endpoints.Values.Select(endpoint => endpoint.InFlight), Is.All.Zero, "nothing leaked");
            Assert.That(free.SpendUsd, Is.EqualTo(100_000 - (charged / 1e9)).Within(1e-9));
        });

        async Task CallAsync(int caller)
        {
            var random = new Random((seed * 1000) + caller);
            for (var round = 0; round < Rounds; round++)
            {
                using var cancellation = new CancellationTokenSource();
                if (random.Next(10) == 0)
                    await cancellation.CancelAsync();
                try
                {
                    Query[] queries = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => new Query($"{caller}/{round}/{n}", "text") { InputTokens = random.Next(1, 5000) })];
                    var schedule = await scheduler.ScheduleAsync(queries, null, cancellation.Token);
                    foreach (var placement in schedule.Placements.Where(placement => placement.IsPlaced))
                        await ServeAsync(placement, random);
                }
                catch (OperationCanceledException)
                {
                    // What is cancelled holds nothing; the sums at the end show it.
                }
            }
        }

        async Task ServeAsync(Placement placement, Random random)
        {
            Interlocked.Increment(ref placed);
            var now = Interlocked.Increment(ref atOnce);
            InterlockedMax(ref mostAtOnce, now);
            if (random.Next(3) == 0)
                await Task.Yield();
            Interlocked.Decrement(ref atOnce);
            var (input, output) = (random.Next(5000), random.Next(5000));
            switch (random.Next(60))
            {
                case 0 when Volatile.Read(ref forgotten) < 6:
                    Interlocked.Increment(ref forgotten);
                    Interlocked.Add(ref charged, Amount.ClaimedUsd(placement.ExpectedCostUsd));
                    break;
                case < 10:
                    placement.Lease!.Cancel();
                    break;
                case < 20:
                    placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Error));
                    placement.Lease.Dispose();
                    Interlocked.Add(ref charged, Amount.ClaimedUsd(placement.ExpectedCostUsd));
                    break;
                default:
                    Assert.That(placement.Lease!.Settle(input, output), Is.True);
                    Interlocked.Add(ref charged, (long)Math.Round(placement.Endpoint!.Prices!.CostUsd(input, output) * 1e9));
                    break;
            }
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
    }
}
