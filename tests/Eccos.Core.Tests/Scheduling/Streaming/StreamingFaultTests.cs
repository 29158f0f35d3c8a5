using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling.Streaming;

/// <summary>What a stream does when endpoints, parts or hosts fail; <see cref="FaultTests"/> asks the same of batches.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StreamingFaultTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FailingPredictor _predictor = new(new TablePredictor(("cheap", 0.6), ("dear", 0.9)));
    private int _next;

    [Test]
    public async Task PlaceAsync_CheapestEndpointFails_GoesElsewhereAndComesBackAfterOneProbe()
    {
        using var scheduler = Scheduler();
        for (var n = 0; n < 3; n++)
            await FailAsync(scheduler, new EndpointOutcome(OutcomeKind.Error));

        var whileOut = await PlaceAsync(scheduler);
        _time.Advance(TimeSpan.FromSeconds(5));
        Placement[] probing = [await PlaceAsync(scheduler), await PlaceAsync(scheduler)];
        probing[0].Lease!.Settle(1, 1);
        var recovered = await PlaceAsync(scheduler);

        Assert.That(new[] { whileOut, probing[0], probing[1], recovered }.Select(placement => placement.Endpoint!.Name), Is.EqualTo(new[] { "dear", "cheap", "dear", "cheap" }));
    }

    [Test]
    public async Task PlaceAsync_AllEndpointsDown_SaysSoUntilOneIsProbed()
    {
        using var scheduler = Scheduler();
        foreach (var endpoint in new[] { "cheap", "dear" })
            await FailAsync(scheduler, new EndpointOutcome(OutcomeKind.Refused, TimeSpan.FromMinutes(1)), endpoint);

        var down = await PlaceAsync(scheduler);
        _time.Advance(TimeSpan.FromMinutes(1));
        var probe = await PlaceAsync(scheduler);

        Assert.That((down.Reason, down.Refusal!.Value.RefusedBy), Is.EqualTo((PlacementReason.EndpointsOut, CapacityKind.EndpointOut)));
        Assert.That(probe.Endpoint!.Name, Is.EqualTo("cheap"));
    }

    [Test]
    public async Task PlaceAsync_SlowEndpoint_FillsUpAndThenTimesOut()
    {
        using var scheduler = Scheduler();
        Placement[] slow = [await PlaceAsync(scheduler), await PlaceAsync(scheduler), await PlaceAsync(scheduler)];
        var beside = await PlaceAsync(scheduler);
        foreach (var placement in slow)
        {
            placement.Lease!.Report(new EndpointOutcome(OutcomeKind.Timeout));
            placement.Lease.Dispose();
        }

        Assert.That(slow.Select(placement => placement.Endpoint!.Name), Is.All.EqualTo("cheap"));
        Assert.That((beside.Endpoint!.Name, (await PlaceAsync(scheduler)).Endpoint!.Name), Is.EqualTo(("dear", "dear")));
    }

    [Test]
    public async Task PlaceAsync_ClockJumpsForward_ExpiresLeasesAndEndsPauses()
    {
        using var scheduler = Scheduler();
        var expired = new List<PlacementId>();
        scheduler.LeaseExpired += (_, each) => expired.Add(each.Id);
        var forgotten = await PlaceAsync(scheduler);
        for (var n = 0; n < 3; n++)
            await FailAsync(scheduler, new EndpointOutcome(OutcomeKind.Error));

        _time.Advance(TimeSpan.FromDays(900));

        Assert.That((await PlaceAsync(scheduler)).Endpoint!.Name, Is.EqualTo("cheap"));
        Assert.That(expired, Is.EqualTo(new[] { forgotten.Id }));
    }

    [Test]
    public async Task PlaceAsync_PredictorThrows_ReservesNothingAndTheNextIsServed()
    {
        using var ledger = new CapacityLedger(_time);
        using var scheduler = Scheduler(ledger);

        _predictor.IsFailing = true;
        Assert.ThrowsAsync<InvalidOperationException>(async () => await PlaceAsync(scheduler));
        _predictor.IsFailing = false;

        Assert.That(await InFlightAsync(ledger), Is.Zero);
        Assert.That((await PlaceAsync(scheduler)).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_OnlineOptimizerChoosesWhatHasNoRoom_IsAnErrorAndNotAskedWithoutEnd()
    {
        var online = new ScriptedOnlineOptimizer();
        online.Choices.AddRange(Enumerable.Repeat(new OnlineChoice(0, true, 1, false), 100));
        using var scheduler = new EccosScheduler(OneSlot.Options("first", "second"), new TablePredictor(("first", 0.6), ("second", 0.9)), new GreedyOptimizer(), new() { TimeProvider = _time, OnlineOptimizer = online });
        using var held = (await PlaceAsync(scheduler)).Lease;

        Assert.That(async () => await PlaceAsync(scheduler), Throws.InstanceOf<EccosException>().With.Message.Contains("'first'"));
    }

    [Test]
    public async Task PlaceAsync_ReferenceQueriesFailedOnce_StartsTheStreamAnew([Values] bool cancelled)
    {
        var fails = true;
        var online = new ScriptedOnlineOptimizer();
        var options = new EccosOptions { Streaming = { ReferenceQueries = { Query() with { Id = "reference" } } } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2) });
        var predictor = new GatedPredictor(new TablePredictor(("cheap", 0.6)))
        {
            Before = queries => fails && queries.Any(query => query.Id == "reference")
                ? throw (cancelled ? new TaskCanceledException("the encoder ran out of time") : new IOException("connection"))
                : Task.CompletedTask,
        };
        using (var scheduler = new EccosScheduler(options, predictor, new GreedyOptimizer(), new() { TimeProvider = _time, OnlineOptimizer = online }))
        {
            Assert.That(async () => await PlaceAsync(scheduler), Throws.InstanceOf(cancelled ? typeof(OperationCanceledException) : typeof(IOException)));
            fails = false;

            Assert.That((await PlaceAsync(scheduler)).IsPlaced, Is.True);
        }

        Assert.That(() => (online.Started, online.Ended), Is.EqualTo((2, 2)).After(20_000, 10), "what was begun is ended");
    }

    [Test]
    public async Task Dispose_LeasesStillOpen_CanBeSettledAfterwards()
    {
        using var ledger = new CapacityLedger(_time);
        Placement placement;
        using (var scheduler = Scheduler(ledger))
            placement = await PlaceAsync(scheduler);

        Assert.That(placement.Lease!.Settle(10, 10), Is.True);
        Assert.That(await InFlightAsync(ledger), Is.Zero);
    }

    private EccosScheduler Scheduler(ICapacityLedger? ledger = null)
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.1 } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 3 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20) });
        return new EccosScheduler(options, _predictor, new GreedyOptimizer(), new() { TimeProvider = _time, Ledger = ledger, OnlineOptimizer = new ScriptedOnlineOptimizer() });
    }

    private ValueTask<Placement> PlaceAsync(EccosScheduler scheduler) => scheduler.PlaceAsync(Query());

    private async Task FailAsync(EccosScheduler scheduler, EndpointOutcome outcome, string? endpoint = null)
    {
        var placement = await scheduler.PlaceAsync(Query() with { AllowedEndpoints = endpoint is null ? null : [endpoint] });
        placement.Lease!.Report(outcome);
        placement.Lease.Cancel();
    }

    private Query Query() => new($"q{_next++}", "text") { InputTokens = 50 };

    private static async Task<int> InFlightAsync(CapacityLedger ledger) => (await ledger.GetFreeAsync("", [])).Endpoints.Values.Sum(endpoint => endpoint.InFlight);
}
