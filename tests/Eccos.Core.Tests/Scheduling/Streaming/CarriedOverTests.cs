using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling.Streaming;

/// <summary>What becomes of those who wait when the options change.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CarriedOverTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedOnlineOptimizer _online = new();

    [Test]
    public async Task UpdateAsync_MoreSlots_ServesThoseWhoWaitInTheirOrderAtTheNewPrices()
    {
        var options = Options();
        using var scheduler = Scheduler(options);
        var held = await scheduler.PlaceAsync(Query("held"));
        var waiting = new[] { Query("a"), Query("urgent") with { Priority = 1 }, Query("b"), Query("c") }.Select(query => scheduler.PlaceAsync(query).AsTask()).ToArray();

        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = 3, Prices = new TokenPrices(100, 200) };
        await scheduler.UpdateAsync(options);
        var served = await Task.WhenAll(waiting[0], waiting[1]).WaitAsync(_patience);

        Assert.That(waiting[2..].Select(task => task.IsCompleted), Is.All.False, "two more slots serve the urgent one and the first");
        Assert.That(served.Select(placement => placement.ExpectedCostUsd), Is.All.EqualTo(held.ExpectedCostUsd * 100).Within(1e-12));
        held.Lease!.Dispose();
        served[0].Lease!.Dispose();
        Assert.That((await Task.WhenAll(waiting[2..]).WaitAsync(_patience)).All(placement => placement.IsPlaced), Is.True);
    }

    [Test]
    public async Task UpdateAsync_LedgerAnswersLongAfterItMadeRoom_GivesNothingAwayAtTheOldPrices()
    {
        var options = Options();
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(options, ledger);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("a")).AsTask();

        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = 3, Prices = new TokenPrices(100, 200) };
        ledger.AnswersAfter = TimeSpan.FromMilliseconds(200);
        var update = scheduler.UpdateAsync(options).AsTask();
        var meanwhile = scheduler.PlaceAsync(Query("b")).AsTask();
        await update;
        var served = await Task.WhenAll(waiting, meanwhile).WaitAsync(_patience);

        Assert.That(served.Select(placement => placement.ExpectedCostUsd), Is.All.GreaterThan(0.005), "50 tokens in at 100 USD a million");
    }

    [Test]
    public async Task UpdateAsync_LedgerFails_ServesThoseWhoWaitByTheOldOptions()
    {
        var options = Options();
        using var inner = new CapacityLedger(_time);
        var ledger = new FailingLedger(inner);
        using var scheduler = Scheduler(options, ledger);
        var held = await scheduler.PlaceAsync(Query("held"));
        var waiting = scheduler.PlaceAsync(Query("a")).AsTask();

        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = 3, Prices = new TokenPrices(100, 200) };
        ledger.LimitsFail = true;
        Assert.That(async () => await scheduler.UpdateAsync(options), Throws.InstanceOf<IOException>());
        held.Lease!.Dispose();

        Assert.That((await waiting.WaitAsync(_patience)).ExpectedCostUsd, Is.EqualTo(held.ExpectedCostUsd).Within(1e-12));
        Assert.That(scheduler.Pool[0].ConcurrencyLimit, Is.EqualTo(1));
    }

    [Test]
    public async Task UpdateAsync_EndpointAdded_ServesThoseWhoWaitThere()
    {
        var options = Options();
        using var scheduler = Scheduler(options);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("a")).AsTask();

        options.Endpoints.Add(new Endpoint("other") { Prices = new TokenPrices(10, 20) });
        await scheduler.UpdateAsync(options);

        Assert.That((await waiting.WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("other"));
    }

    [Test]
    public async Task UpdateAsync_EndpointRemovedThatAQueryNames_TellsItAndServesTheOthers()
    {
        var options = Options();
        using var scheduler = Scheduler(options);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        var stuck = scheduler.PlaceAsync(Query("stuck") with { AllowedEndpoints = ["only"] }).AsTask();
        var other = scheduler.PlaceAsync(Query("other")).AsTask();

        options.Endpoints[0] = new Endpoint("other") { Prices = new TokenPrices(10, 20) };
        await scheduler.UpdateAsync(options);

        Assert.That(async () => await stuck.WaitAsync(_patience), Throws.ArgumentException.With.Message.Contains("names 'only'"));
        Assert.That((await other.WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("other"));
    }

    [Test]
    public async Task UpdateAsync_CallerGivesUpAfterwards_FreesItsPlace()
    {
        var options = Options();
        options.Streaming.QueueLimit = 1;
        using var scheduler = Scheduler(options);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        using var cancellation = new CancellationTokenSource();
        var leaves = scheduler.PlaceAsync(Query("leaves"), null, cancellation.Token).AsTask();

        await scheduler.UpdateAsync(AtOtherPrices(options));
        var tooMany = await scheduler.PlaceAsync(Query("too many"));
        await cancellation.CancelAsync();
        Assert.That(async () => await leaves.WaitAsync(_patience), Throws.InstanceOf<OperationCanceledException>());
        var next = scheduler.PlaceAsync(Query("next")).AsTask();
        held!.Dispose();

        Assert.That(tooMany.Reason, Is.EqualTo(PlacementReason.QueueFull), "the place was taken along");
        Assert.That((await next.WaitAsync(_patience)).IsPlaced, Is.True);
    }

    [Test]
    public async Task UpdateAsync_WaitsOnAcrossTheChange_UntilTheLongestWaitIsOver()
    {
        var options = Options();
        using var scheduler = Scheduler(options);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("a")).AsTask();

        _time.Advance(TimeSpan.FromSeconds(20));
        await scheduler.UpdateAsync(AtOtherPrices(options));
        Assert.That(waiting.IsCompleted, Is.False);
        for (var second = 0; second < 11 && !waiting.IsCompleted; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.That((await waiting.WaitAsync(_patience)).Reason, Is.EqualTo(PlacementReason.WaitedTooLong), "30 seconds in all");
    }

    [Test]
    public async Task UpdateAsync_GoalThatNoStreamHolds_AnswersThoseWhoWaitByIt()
    {
        var options = Options();
        using var scheduler = Scheduler(options);
        using var held = (await scheduler.PlaceAsync(Query("held"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("a")).AsTask();

        options.Goal = options.Goal with { FloorScope = FloorScope.Batch };
        await scheduler.UpdateAsync(options);

        Assert.That((await waiting.WaitAsync(_patience)).Reason, Is.EqualTo(PlacementReason.Infeasible), "a batch of one does not wait");
    }

    [Test]
    public async Task UpdateAsync_SameGoal_TheBudgetStaysWhereItWas()
    {
        var options = Options();
        options.Endpoints[0] = options.Endpoints[0] with { ConcurrencyLimit = null };
        options.Goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = 1, Groups = new Dictionary<string, GroupLimits> { ["g"] = new() { QualityFloor = 0.5 } } };
        using var scheduler = Scheduler(options);
        await scheduler.PlaceAsync(Query("a") with { Groups = ["g"] });

        options.Goal = options.Goal with { Groups = options.Goal.Groups.ToDictionary() };
        await scheduler.UpdateAsync(AtOtherPrices(options));
        await scheduler.PlaceAsync(Query("b"));

        Assert.That(_online.Standings.Select(standing => standing.Queries), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(_online.GroupStandings[1].Single().Queries, Is.EqualTo(1));
    }

    private static EccosOptions AtOtherPrices(EccosOptions options)
    {
        options.Endpoints[0] = options.Endpoints[0] with { Prices = new TokenPrices(1.5, 2) };
        return options;
    }

    private static EccosOptions Options()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.1 }, Streaming = { WhenFull = WhenFull.Wait } };
        options.Endpoints.Add(new Endpoint("only") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 });
        return options;
    }

    private EccosScheduler Scheduler(EccosOptions options, ICapacityLedger? ledger = null) =>
        new(options, new TablePredictor(("only", 0.6), ("other", 0.9)), new GreedyOptimizer(), new() { TimeProvider = _time, OnlineOptimizer = _online, Ledger = ledger });

    private static Query Query(string id) => new(id, "text") { InputTokens = 50 };
}
