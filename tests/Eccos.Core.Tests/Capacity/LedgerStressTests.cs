using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Capacity;

public sealed class LedgerStressTests
{
    private const int Threads = 64;
    private const int Rounds = 400;
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, true)]
    public void SixtyFourThreads_RandomLimitsOutcomesAndForgottenLeases_KeepEveryLimitAndLoseNothing(int seed, bool mayExceedClaim)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider();
        using var ledger = new CapacityLedger(time);
        var expired = 0;
        ledger.Expired += (_, _) => Interlocked.Increment(ref expired);

        // In billionths of a dollar; the windows outlast the test, so that what is charged stays charged.
        var (slots, requests, spend) = (random.Next(3, 20), random.Next(2000, 6000), random.Next(50, 400) * 1_000_000L);
        Endpoint[] endpoints = [.. Enumerable.Range(0, 3).Select(j => new Endpoint($"e{j}")
        {
            ConcurrencyLimit = slots + j,
            RequestsPerMinute = requests,
            SpendLimit = new SpendLimit(spend / 1e9 * (j + 1), _day),
        })];
        var total = 4 * spend;
        ledger.ConfigureAsync(new CapacityLimits
        {
            Endpoints = endpoints,
            Spend = new SpendLimit(total / 1e9, _day),
            DefaultBudget = new SpendLimit(spend / 1e9, _day),
            LeaseLifetime = TimeSpan.FromSeconds(30),
        }).AtOnce();

        // What the callers know they hold and have been charged: never more than the ledger knows, so a breach here is one there.
        var inFlight = new long[3];
        var charged = new long[3];
        var chargedKey = new long[5];
        var breaches = 0;
        var forgotten = 0;
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() => Run(thread))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var held = Free().Endpoints.Values.Sum(endpoint => endpoint.InFlight);
        time.Advance(TimeSpan.FromSeconds(30));

        var free = Free();
        Assert.Multiple(() =>
        {
            Assert.That(breaches, Is.Zero, "no limit was ever exceeded");
            Assert.That(held, Is.EqualTo(forgotten), "only what was forgotten is still held");
            Assert.That(expired, Is.EqualTo(forgotten));
            Assert.That(free.Endpoints.Values.Select(endpoint => endpoint.InFlight), Is.All.Zero, "nothing leaked");
            for (var j = 0; j < 3; j++)
                Assert.That(free.Endpoints[$"e{j}"].SpendUsd, Is.EqualTo(Math.Max(0, (spend * (j + 1)) - charged[j]) / 1e9));
            for (var k = 0; k < 5; k++)
                Assert.That(free.Budgets[$"k{k}"], Is.EqualTo(Math.Max(0, spend - chargedKey[k]) / 1e9));
            Assert.That(free.SpendUsd, Is.EqualTo(Math.Max(0, total - charged.Sum()) / 1e9));
            Assert.That(charged.Sum(), Is.GreaterThan(total / 20), "enough was granted for the test to mean something");
            Assert.That(forgotten, Is.GreaterThan(0));
        });

        FreeCapacity Free() => ledger.GetFreeAsync("", ["k0", "k1", "k2", "k3", "k4"]).AtOnce();

        void Run(int thread)
        {
            var own = new Random((seed * 1000) + thread);
            start.SignalAndWait();
            for (var round = 0; round < Rounds; round++)
            {
                var claims = new CapacityClaim[own.Next(1, 4)];
                for (var n = 0; n < claims.Length; n++)
                    claims[n] = new CapacityClaim(new PlacementId(thread, (round * 4) + n), "", $"e{own.Next(3)}", 1, own.Next(0, 200_000) / 1e9, $"k{own.Next(5)}");
                if (own.Next(20) == 0)
                {
                    Assert.That(() => ledger.TryReserveAsync(claims, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
                    continue;
                }

                var answer = claims.Length == 1 ? ledger.TryReserveAsync(claims[0]).AtOnce() : ledger.TryReserveAsync(claims).AtOnce();
                if (!answer.IsGranted)
                    continue;
                foreach (var claim in claims)
                    Count(claim, 1, Units(claim.CostUsd));
                if (own.Next(4) == 0)
                    Thread.Yield();
                foreach (var claim in claims)
                    End(claim, own);
            }
        }

        void End(CapacityClaim claim, Random own)
        {
            var expected = Units(claim.CostUsd);
            switch (own.Next(40))
            {
                case 0 when Volatile.Read(ref forgotten) < slots - 2:
                    Interlocked.Increment(ref forgotten);
                    return;
                case < 5:
                    Count(claim, -1, 0);
                    Complete(claim, default);
                    return;
                case < 8:
                    Count(claim, -1, -expected);
                    Complete(claim, CapacityUsage.NotSent);
                    return;
                default:
                    var used = (long)(expected * own.NextDouble() * (mayExceedClaim ? 1.5 : 1));
                    Count(claim, -1, Math.Min(0, used - expected));
                    Complete(claim, new CapacityUsage(1, used / 1e9));
                    Count(claim, 0, Math.Max(0, used - expected));
                    return;
            }
        }

        void Complete(CapacityClaim claim, CapacityUsage usage)
        {
            if (!ledger.CompleteAsync(claim.Id, usage).AtOnce() || ledger.CompleteAsync(claim.Id, usage).AtOnce())
                Interlocked.Increment(ref breaches);
        }

        void Count(CapacityClaim claim, int change, long units)
        {
            var (j, k) = (claim.Endpoint[1] - '0', claim.BudgetKey![1] - '0');
            if (Interlocked.Add(ref inFlight[j], change) > slots + j)
                Interlocked.Increment(ref breaches);
            var now = Interlocked.Add(ref charged[j], units);
            var ofKey = Interlocked.Add(ref chargedKey[k], units);
            if (!mayExceedClaim && (now > spend * (j + 1) || ofKey > spend || charged.Sum() > total))
                Interlocked.Increment(ref breaches);
        }

        static long Units(double? usd) => (long)Math.Round(usd!.Value * 1e9);
    }
}
