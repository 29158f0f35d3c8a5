using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Capacity;

public sealed class CapacityLedgerTests
{
    private readonly FakeTimeProvider _time = new();
    private int _next;

    [Test]
    public async Task TryReserve_MoreThanIsFree_TakesNothing()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { ConcurrencyLimit = 2 }, new Endpoint("b") { ConcurrencyLimit = 1 });

        var refused = await ledger.TryReserveAsync(new[] { Claim("a"), Claim("b"), Claim("b") });

        Assert.That((refused.RefusedBy, refused.Name, refused.RetryAfter), Is.EqualTo((CapacityKind.Concurrency, "b", (TimeSpan?)null)));
        Assert.That((await FreeAsync(ledger, "a")).Requests, Is.EqualTo(2));
        Assert.That((await FreeAsync(ledger, "b")).Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task TryReserve_SameIdAgain_IsGrantedAndTakesNothingMore()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { ConcurrencyLimit = 1 });
        var claim = Claim("a");

        var first = await ledger.TryReserveAsync(claim);
        var second = await ledger.TryReserveAsync(claim);

        Assert.That((first.IsGranted, second.IsGranted), Is.EqualTo((true, true)));
        Assert.That((await FreeAsync(ledger, "a")).InFlight, Is.EqualTo(1));
    }

    [Test]
    public async Task TryReserve_UnknownCostOrTokens_AreRefusedWhereTheyAreLimited()
    {
        var hour = TimeSpan.FromHours(1);
        using var ledger = await LedgerAsync(new Endpoint("free"), new Endpoint("tokens") { TokensPerMinute = 10 }, new Endpoint("usd") { SpendLimit = new SpendLimit(1, hour) });

        CapacityKind[] answers =
        [
            (await ledger.TryReserveAsync(Claim("free", null, null))).RefusedBy,
            (await ledger.TryReserveAsync(Claim("tokens", null, 0))).RefusedBy,
            (await ledger.TryReserveAsync(Claim("tokens", double.NaN, 0))).RefusedBy,
            (await ledger.TryReserveAsync(Claim("usd", 0, null))).RefusedBy,
            (await ledger.TryReserveAsync(Claim("nowhere"))).RefusedBy,
        ];

        Assert.That(answers, Is.EqualTo(new[]
        {
            CapacityKind.None, CapacityKind.Unknown, CapacityKind.Unknown, CapacityKind.Unknown, CapacityKind.UnknownEndpoint,
        }));
    }

    [Test]
    public async Task Free_RequestsPerMinute_ReturnWhenTheMinuteHasPassed()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { RequestsPerMinute = 2 });
        await UseAsync(ledger, Claim("a"), default);
        _time.Advance(TimeSpan.FromSeconds(30));
        await UseAsync(ledger, Claim("a"), default);

        var full = await ledger.TryReserveAsync(Claim("a"));
        _time.Advance(full.RetryAfter!.Value - TimeSpan.FromTicks(1));
        var tooEarly = await FreeAsync(ledger, "a");
        _time.Advance(TimeSpan.FromTicks(1));
        var afterTheFirst = await FreeAsync(ledger, "a");
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.That(full.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That((tooEarly.Requests, afterTheFirst.Requests, (await FreeAsync(ledger, "a")).Requests), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public async Task Free_ManyAmountsCloseTogether_CountForTheWindowAndHardlyLonger()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { TokensPerMinute = 1_000_000 });
        var start = _time.GetUtcNow();
        var taken = new List<(TimeSpan At, double Tokens)>();
        for (var n = 0; n < 5000; n++)
        {
            await UseAsync(ledger, Claim("a", 1 + (n % 3)), default);
            taken.Add((_time.GetUtcNow() - start, 1 + (n % 3)));
            _time.Advance(TimeSpan.FromMilliseconds(1 + (n * 7 % 31)));
            var now = _time.GetUtcNow() - start;
            var used = 1_000_000 - (await FreeAsync(ledger, "a")).Tokens!.Value;
            Assert.That(used, Is.GreaterThanOrEqualTo(Sum(TimeSpan.FromMinutes(1))), "a limit is never loosened");
            Assert.That(used, Is.LessThanOrEqualTo(Sum(TimeSpan.FromMinutes(1) * (1 + (1 / 512.0)))));

            double Sum(TimeSpan window) => taken.Where(each => now - each.At < window).Sum(each => each.Tokens);
        }
    }

    [Test]
    public async Task Complete_WithMoreThanClaimed_ChargesItAndGrantsNothingUntilItIsBackUnder()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { TokensPerMinute = 1000 });
        await UseAsync(ledger, Claim("a", 400), new CapacityUsage(1500, null));

        var over = await ledger.TryReserveAsync(Claim("a", 1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That((over.RefusedBy, over.RetryAfter), Is.EqualTo((CapacityKind.TokensPerMinute, TimeSpan.FromMinutes(1))));
        Assert.That((await ledger.TryReserveAsync(Claim("a", 1000))).IsGranted, Is.True);
    }

    [Test]
    public async Task Complete_AfterTheWindow_ChargesWhatExceedsTheClaimFromThenOn()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { TokensPerMinute = 1000 });
        var (more, less) = (Claim("a", 100), Claim("a", 100));
        await ledger.TryReserveAsync(new[] { more, less });
        _time.Advance(TimeSpan.FromMinutes(2));

        await ledger.CompleteAsync(more.Id, new CapacityUsage(350, null));
        await ledger.CompleteAsync(less.Id, new CapacityUsage(50, null));

        Assert.That((await FreeAsync(ledger, "a")).Tokens, Is.EqualTo(750));
    }

    [Test]
    public async Task TryReserve_MoreThanTheLimitItself_IsNeverWorthAnotherTry()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { TokensPerMinute = 1000 });

        Assert.That((await ledger.TryReserveAsync(Claim("a", 1001))).RetryAfter, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    [Test]
    public async Task Expired_ForgottenReservation_GivesItsSlotBackAndCanBeCompletedLate()
    {
        using var ledger = new CapacityLedger(_time);
        await ledger.ConfigureAsync(new CapacityLimits
        {
            Endpoints = [new Endpoint("a") { ConcurrencyLimit = 1, SpendLimit = new SpendLimit(1, TimeSpan.FromHours(1)) }],
            LeaseLifetime = TimeSpan.FromMinutes(5),
        });
        var expired = new List<ReservationExpiredEventArgs>();
        ledger.Expired += (_, reservation) => expired.Add(reservation);
        var claim = Claim("a", 1, 0.25) with { BudgetKey = "tenant" };
        await ledger.TryReserveAsync(claim);

        _time.Advance(TimeSpan.FromMinutes(5));
        var afterwards = await FreeAsync(ledger, "a");
        var late = await ledger.CompleteAsync(claim.Id, new CapacityUsage(1, 0.125));
        var again = await ledger.CompleteAsync(claim.Id, new CapacityUsage(1, 0.5));

        Assert.That(expired.Select(each => (each.Id, each.Endpoint, each.BudgetKey, each.Age)), Is.EqualTo(new[] { (claim.Id, "a", "tenant", TimeSpan.FromMinutes(5)) }));
        Assert.That((afterwards.InFlight, afterwards.SpendUsd), Is.EqualTo((0, 0.75)), "what it may have cost stays charged");
        Assert.That((late, again, (await FreeAsync(ledger, "a")).SpendUsd), Is.EqualTo((true, false, 0.875)));
    }

    [Test]
    public async Task WaitForChange_RefusedForASlot_WakesWhenOneIsGivenBack()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { ConcurrencyLimit = 1 });
        var held = Claim("a");
        await ledger.TryReserveAsync(held);
        var refused = await ledger.TryReserveAsync(Claim("a"));

        var wait = ledger.WaitForChangeAsync(refused.Version).AsTask();
        Assert.That(wait.IsCompleted, Is.False);
        await ledger.CompleteAsync(held.Id, default);

        Assert.That(await wait, Is.GreaterThan(refused.Version));
        Assert.That(ledger.WaitForChangeAsync(refused.Version).AsTask().IsCompleted, Is.True, "a change that came before the wait is not missed");
    }

    [Test]
    public async Task WaitForChange_RefusedByAWindow_WakesWhenItHasRoom()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { RequestsPerMinute = 1 });
        await UseAsync(ledger, Claim("a"), default);
        _time.Advance(TimeSpan.FromSeconds(10));
        var refused = await ledger.TryReserveAsync(Claim("a"));
        var wait = ledger.WaitForChangeAsync(refused.Version).AsTask();

        _time.Advance(TimeSpan.FromSeconds(49));
        var early = wait.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(1));
        await wait;

        Assert.That(early, Is.False);
        Assert.That((await ledger.TryReserveAsync(Claim("a"))).IsGranted, Is.True);
    }

    [Test]
    public async Task WaitForChange_WindowLongerThanATimerTakes_WakesUntilItHasRoom()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { SpendLimit = new SpendLimit(1, TimeSpan.FromDays(60)) });
        await UseAsync(ledger, Claim("a", 0, 1), default);
        var refused = await ledger.TryReserveAsync(Claim("a", 0, 1));

        var days = 0;
        while (!refused.IsGranted && days < 100)
        {
            for (var wait = ledger.WaitForChangeAsync(refused.Version).AsTask(); !wait.IsCompleted && days < 100; days++)
                _time.Advance(TimeSpan.FromDays(1));
            refused = await ledger.TryReserveAsync(Claim("a", 0, 1));
        }

        Assert.That(days, Is.EqualTo(60));
    }

    [Test]
    public async Task TryReserve_SomebodyWaitsAndAWindowLongerThanATimerRefusesABatch_TakesNothing()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { SpendLimit = new SpendLimit(1, TimeSpan.FromDays(60)) }, new Endpoint("b") { ConcurrencyLimit = 1 });
        await ledger.TryReserveAsync(Claim("b"));
        var refused = await ledger.TryReserveAsync(Claim("b"));
        _ = ledger.WaitForChangeAsync(refused.Version).AsTask();

        var batch = await ledger.TryReserveAsync(new[] { Claim("a", 0, 0.75), Claim("a", 0, 0.75) });

        Assert.That(batch.RefusedBy, Is.EqualTo(CapacityKind.EndpointSpend));
        Assert.That((await FreeAsync(ledger, "a")).InFlight, Is.Zero);
    }

    [Test]
    public async Task Expired_LifetimeLongerThanATimerTakes_ExpiresWhenItIsOver()
    {
        using var ledger = new CapacityLedger(_time);
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [new Endpoint("a")], LeaseLifetime = TimeSpan.FromDays(60) });
        await ledger.TryReserveAsync(Claim("a"));

        var inFlight = new List<int>();
        foreach (var days in new[] { 50, 9, 1 })
        {
            _time.Advance(TimeSpan.FromDays(days));
            inFlight.Add((await FreeAsync(ledger, "a")).InFlight);
        }

        Assert.That(inFlight, Is.EqualTo(new[] { 1, 1, 0 }));
    }

    [Test]
    public async Task WaitForChange_Cancelled_EndsTheWaitAlone()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { ConcurrencyLimit = 1 });
        await ledger.TryReserveAsync(Claim("a"));
        var refused = await ledger.TryReserveAsync(Claim("a"));
        using var cancellation = new CancellationTokenSource();
        var cancelled = ledger.WaitForChangeAsync(refused.Version, cancellation.Token).AsTask();
        var other = ledger.WaitForChangeAsync(refused.Version).AsTask();

        await cancellation.CancelAsync();

        Assert.ThrowsAsync<TaskCanceledException>(() => cancelled);
        Assert.That(other.IsCompleted, Is.False);
    }

    [Test]
    public async Task TryReserve_BudgetKeysNobodyUsesAnyMore_AreForgotten()
    {
        using var ledger = new CapacityLedger(_time);
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = [new Endpoint("a")], DefaultBudget = new SpendLimit(1, TimeSpan.FromSeconds(1)) });
        var open = Claim("a", 0, 0.5) with { BudgetKey = "open" };
        await ledger.TryReserveAsync(open);

        for (var n = 0; n < 20_000; n++)
        {
            await UseAsync(ledger, Claim("a", 0, 0.5) with { BudgetKey = $"tenant {n}" }, default);
            _time.Advance(TimeSpan.FromMilliseconds(2));
        }

        await ledger.CompleteAsync(open.Id, new CapacityUsage(0, 0.75));

        Assert.That(ledger.BudgetKeyCount, Is.LessThan(3000));
        Assert.That((await ledger.GetFreeAsync("", ["open"])).Budgets["open"], Is.EqualTo(0.75), "an open reservation keeps its key");
    }

    [Test]
    public async Task Configure_SeveralSchedulersTellBudgets_EachChangesItsOwnAndTheLastNamedHolds()
    {
        using var ledger = new CapacityLedger(_time);
        var seen = new List<(double? Gold, double? Other)>();

        await TellAsync("one", gold: 1, otherwise: 2);
        await TellAsync("two", gold: null, otherwise: null);
        await TellAsync("two", gold: 3, otherwise: null);
        await TellAsync("one", gold: null, otherwise: null);
        await TellAsync("two", gold: null, otherwise: 4);

        Assert.That(seen, Is.EqualTo(new (double?, double?)[] { (1, 2), (1, 2), (3, 2), (3, null), (4, 4) }));

        async Task TellAsync(string scheduler, double? gold, double? otherwise)
        {
            await ledger.ConfigureAsync(new CapacityLimits
            {
                Scheduler = scheduler,
                Endpoints = [new Endpoint("a")],
                Budgets = gold is { } usd ? new() { ["gold"] = new SpendLimit(usd, TimeSpan.FromHours(1)) } : new Dictionary<string, SpendLimit>(),
                DefaultBudget = otherwise is { } each ? new SpendLimit(each, TimeSpan.FromHours(1)) : null,
            });
            var free = (await ledger.GetFreeAsync(scheduler, ["gold", "other"])).Budgets;
            seen.Add((Of("gold"), Of("other")));

            double? Of(string key) => free.TryGetValue(key, out var left) ? left : null;
        }
    }

    [Test]
    public async Task TryReserveAndComplete_ManyTimes_AllocateNothing()
    {
        using var ledger = await LedgerAsync(new Endpoint("a") { ConcurrencyLimit = 2, RequestsPerMinute = 1_000_000, TokensPerMinute = 1_000_000_000, SpendLimit = new SpendLimit(1, TimeSpan.FromHours(1)) });
        for (var n = 0; n < 1000; n++)
            Round();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1000; n++)
            Round();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Round()
        {
            var claim = Claim("a", 10, 1e-6);
            if (!ledger.TryReserveAsync(claim).AtOnce().IsGranted || !ledger.CompleteAsync(claim.Id, new CapacityUsage(9, 1e-6)).AtOnce())
                throw new InvalidOperationException("refused");
        }
    }

    private async Task<CapacityLedger> LedgerAsync(params Endpoint[] endpoints)
    {
        var ledger = new CapacityLedger(_time);
        await ledger.ConfigureAsync(new CapacityLimits { Endpoints = endpoints });
        return ledger;
    }

    private CapacityClaim Claim(string endpoint, double? tokens = 0, double? usd = 0) => new(new PlacementId(7, ++_next), "", endpoint, tokens, usd);

    private static async Task UseAsync(CapacityLedger ledger, CapacityClaim claim, CapacityUsage usage)
    {
        Assert.That((await ledger.TryReserveAsync(claim)).IsGranted, Is.True);
        Assert.That(await ledger.CompleteAsync(claim.Id, usage), Is.True);
    }

    private static async Task<EndpointCapacity> FreeAsync(CapacityLedger ledger, string endpoint) => (await ledger.GetFreeAsync("", [])).Endpoints[endpoint];
}
