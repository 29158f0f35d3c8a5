using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Capacity;

public sealed class CapacityLedgerTests
{
    [Test]
    public void TryReserve_MoreThanIsFree_TakesNothing()
    {
        var ledger = Ledger(new Endpoint("a") { ConcurrencyLimit = 2 }, new Endpoint("b") { ConcurrencyLimit = 1 });

        var refused = ledger.TryReserve([0, 1, 1], Tokens(3, 2));

        Assert.That(refused, Is.Null);
        Assert.That(ledger.Free().Requests, Is.EqualTo(new int?[] { 2, 1 }));
    }

    [Test]
    public void TryReserve_Unassigned_GetsNoLease()
    {
        var ledger = Ledger(new Endpoint("a") { ConcurrencyLimit = 2 });

        var leases = ledger.TryReserve([Assignment.Unassigned, 0], Tokens(2, 1));

        Assert.That(leases![0], Is.Null);
        Assert.That(leases[1]!.Endpoint.Name, Is.EqualTo("a"));
        Assert.That(ledger.Free().Requests, Is.EqualTo(new int?[] { 1 }));
    }

    [Test]
    public void Free_RequestsPerMinute_ReturnWhenTheMinuteHasPassed()
    {
        var time = new FakeTimeProvider();
        var ledger = Ledger(time, new Endpoint("a") { RequestsPerMinute = 2 });
        ledger.TryReserve([0], Tokens(1, 1))![0]!.Dispose();
        time.Advance(TimeSpan.FromSeconds(30));
        ledger.TryReserve([0], Tokens(1, 1))![0]!.Dispose();

        var full = ledger.Free().Requests[0];
        time.Advance(TimeSpan.FromSeconds(30));
        var afterTheFirst = ledger.Free().Requests[0];
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((full, afterTheFirst, ledger.Free().Requests[0]), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public void Settle_UsedTokens_ReplaceTheExpectedOnes()
    {
        var ledger = Ledger(new Endpoint("a") { TokensPerMinute = 1000 });
        var lease = ledger.TryReserve([0], Tokens(1, 1, each: 400))![0]!;
        var reserved = ledger.Free().Tokens[0];

        var first = lease.Settle(100, 50);
        var second = lease.Settle(999, 999);

        Assert.That((reserved, first, second, ledger.Free().Tokens[0]), Is.EqualTo((600d, true, false, 850d)));
    }

    [Test]
    public void Dispose_WithoutSettling_KeepsTheExpectedTokensCounted()
    {
        var ledger = Ledger(new Endpoint("a") { TokensPerMinute = 1000, ConcurrencyLimit = 1 });
        var lease = ledger.TryReserve([0], Tokens(1, 1, each: 400))![0]!;

        lease.Dispose();

        Assert.That(lease.IsReleased, Is.True);
        Assert.That((ledger.Free().Requests[0], ledger.Free().Tokens[0]), Is.EqualTo((1, 600d)));
    }

    [Test]
    public void Dispose_FromManyThreads_ReleasesOnce()
    {
        var ledger = Ledger(new Endpoint("a") { ConcurrencyLimit = 10 });
        var leases = ledger.TryReserve([.. Enumerable.Repeat(0, 10)], Tokens(10, 1))!;

        Parallel.For(0, 1000, n => leases[n % 9]!.Dispose());

        Assert.That(ledger.Free().Requests[0], Is.EqualTo(9), "one of the ten is still held");
    }

    [Test]
    public void AnySequence_AgainstACountingModel_FreesWhatIsNotHeld()
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 3].Array[1, 40]).Sample((limit, steps) =>
        {
            var ledger = Ledger(new Endpoint("a") { ConcurrencyLimit = limit });
            var held = new List<Lease>();
            foreach (var step in steps)
            {
                if (step == 0 && held.Count > 0)
                {
                    held[0].Dispose();
                    held.RemoveAt(0);
                }
                else if (ledger.TryReserve([.. Enumerable.Repeat(0, step)], Tokens(step, 1)) is { } leases)
                {
                    held.AddRange(leases!);
                }
                else if (held.Count + step <= limit)
                {
                    return false;
                }

                if (ledger.Free().Requests[0] != limit - held.Count || held.Count > limit)
                    return false;
            }

            return true;
        });
    }

    private static CapacityLedger Ledger(params Endpoint[] endpoints) => Ledger(new FakeTimeProvider(), endpoints);

    private static CapacityLedger Ledger(TimeProvider time, params Endpoint[] endpoints) => new(new ModelPool(endpoints), time);

    private static QueryEndpointMatrix Tokens(int queries, int endpoints, double each = 0) =>
        new([.. Enumerable.Repeat(each, queries * endpoints)], endpoints);
}
