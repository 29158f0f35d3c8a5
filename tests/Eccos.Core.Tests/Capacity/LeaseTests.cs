using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Capacity;

public sealed class LeaseTests
{
    private readonly CapacityLedger _ledger = new();
    private readonly LeaseDesk _desk;
    private readonly Endpoint _endpoint = new("a") { Prices = new TokenPrices(10, 20, 1), ConcurrencyLimit = 10, TokensPerMinute = 1000, SpendLimit = new SpendLimit(1, TimeSpan.FromHours(1)) };

    public LeaseTests() => _desk = Desk(_ledger);

    [SetUp]
    public async Task ConfigureAsync() => await _ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint] });

    [OneTimeTearDown]
    public void Dispose() => _ledger.Dispose();

    [Test]
    public async Task Settle_UsedTokens_ReplaceTheExpectedOnesAtThePricesOfThePlacement()
    {
        using var ledger = new CapacityLedger();
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint] });
        var desk = Desk(ledger);
        var lease = await LeaseAsync(desk, 400, 0.5);
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint with { Prices = new TokenPrices(1000, 1000) }] });

        var first = lease.Settle(new Usage(100, 50, CachedInputTokens: 40));
        var second = lease.Settle(999, 999);

        var free = (await ledger.GetFreeAsync("", [])).Endpoints["a"];
        Assert.That((first, second, free.InFlight, free.Tokens), Is.EqualTo((true, false, 0, 850L)));
        Assert.That(free.SpendUsd, Is.EqualTo(1 - (((60 * 10) + (40 * 1) + (50 * 20)) / 1e6)).Within(1e-9));
    }

    [Test]
    public async Task SettleAsync_StatedCost_IsChargedInsteadOfThePrices()
    {
        using var ledger = new CapacityLedger();
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint] });
        await using var lease = await LeaseAsync(Desk(ledger), 400, 0.5);

        Assert.That(await lease.SettleAsync(new Usage(1, 1) { CostUsd = 0.25 }), Is.True);
        Assert.That((await ledger.GetFreeAsync("", [])).Endpoints["a"].SpendUsd, Is.EqualTo(0.75));
    }

    [Test]
    public async Task SettleAsync_CallerDoesNotWait_EndsTheReservationAllTheSame([Values] bool remote)
    {
        using var ledger = new CapacityLedger();
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint] });
        var lease = await LeaseAsync(Desk(remote ? new FailingLedger(ledger) : ledger), 400, 0.5);

        try
        {
            await lease.SettleAsync(new Usage(1, 1), new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
        }

        Assert.That(lease.IsReleased, Is.True);
        Assert.That(async () => (await ledger.GetFreeAsync("", [])).Endpoints["a"].InFlight, Is.Zero.After(20_000, 10));
    }

    [Test]
    public async Task Dispose_WithoutSettling_KeepsTheExpectedAmountsCharged_CancelDoesNot()
    {
        using var ledger = new CapacityLedger();
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint with { RequestsPerMinute = 5 }] });
        var desk = Desk(ledger);
        var disposed = await LeaseAsync(desk, 400, 0.25);
        var cancelled = await LeaseAsync(desk, 400, 0.25);

        disposed.Dispose();
        var did = cancelled.Cancel();
        cancelled.Dispose();

        var free = (await ledger.GetFreeAsync("", [])).Endpoints["a"];
        Assert.That((did, disposed.IsReleased, free.InFlight, free.Requests, free.Tokens, free.SpendUsd), Is.EqualTo((true, true, 0, (int?)4, (long?)600, (double?)0.75)));
    }

    [Test]
    public async Task Dispose_FromManyThreads_ReleasesOnce()
    {
        var leases = new Lease[10];
        for (var n = 0; n < leases.Length; n++)
            leases[n] = await LeaseAsync(_desk, 0, 0);

        Parallel.For(0, 1000, n => leases[n % 9].Dispose());

        Assert.That((await _ledger.GetFreeAsync("", [])).Endpoints["a"].InFlight, Is.EqualTo(1), "one of the ten is still held");
        leases[9].Dispose();
    }

    [Test]
    public async Task Settle_WhoIsToldOfItThrows_GivesTheSlotBackAndChargesAllTheSame([Values] bool asynchronously)
    {
        using var ledger = new CapacityLedger();
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [_endpoint] });
        var desk = Desk(ledger);
        desk.Charged = (_, _) => throw new InvalidOperationException("meter");
        var lease = await LeaseAsync(desk, 400, 0.5);

        Assert.That(async () => asynchronously ? await lease.SettleAsync(new Usage(100, 50)) : lease.Settle(100, 50), Throws.InvalidOperationException);

        var free = (await ledger.GetFreeAsync("", [])).Endpoints["a"];
        Assert.That((free.InFlight, free.Tokens), Is.EqualTo((0, 850L)));
    }

    [TestCase(-1, 0, 0, null)]
    [TestCase(0, -1, 0, null)]
    [TestCase(5, 0, 6, null)]
    [TestCase(5, 0, 0, double.NaN)]
    [TestCase(5, 0, 0, -0.5)]
    public async Task Settle_AmountOutOfRange_ThrowsAndHoldsTheLease(int input, int output, int cached, double? usd)
    {
        using var lease = await LeaseAsync(_desk, 0, 0);

        Assert.That(() => lease.Settle(new Usage(input, output, cached) { CostUsd = usd }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(lease.IsReleased, Is.False);
    }

    [Test]
    public void PlacementId_WrittenAndRead_IsTheSame()
    {
        var id = new PlacementId(-5, long.MaxValue);

        Assert.That(PlacementId.TryParse(id.ToString(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(id));
        Assert.That(PlacementId.TryParse("no id", out _), Is.False);
    }

    private static LeaseDesk Desk(ICapacityLedger ledger) => new(ledger, "", new HealthRegistry(TimeProvider.System, _ => { }), TimeProvider.System);

    private async Task<Lease> LeaseAsync(LeaseDesk desk, double tokens, double usd)
    {
        var (answer, lease) = await desk.TryLeaseAsync(new Query("q", ""), _endpoint, tokens, usd);
        Assert.That(answer.IsGranted, Is.True);
        return lease!;
    }
}
