using System.Diagnostics.Metrics;
using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Decisions;

/// <summary>Queries whose endpoint the host has chosen itself.</summary>
public sealed class ObservedTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task ChosenEndpoint_RoomThere_IsInForceAndTheDecisionIsRecorded(bool streaming)
    {
        var sink = new RecordingSink();
        using var scheduler = Decided.Scheduler(sink, new ScriptedOnlineOptimizer());

        var placement = await PlaceAsync(scheduler, streaming, Decided.Query(1) with { ChosenEndpoint = "dear" });
        var same = await PlaceAsync(scheduler, streaming, Decided.Query(2) with { ChosenEndpoint = "cheap" });

        var record = sink.Records[0];
        Assert.Multiple(() =>
        {
            Assert.That((placement.Endpoint!.Name, placement.Reason, placement.Preferred!.Name), Is.EqualTo(("dear", PlacementReason.ChosenByHost, "cheap")));
            Assert.That(placement.SuccessProbability, Is.EqualTo(0.9));
            Assert.That(placement.ExpectedCostUsd, Is.EqualTo(0.0025).Within(1e-15));
            Assert.That(placement.Lease!.Endpoint.Name, Is.EqualTo("dear"));
            Assert.That((record.Endpoint, record.Reason), Is.EqualTo(("dear", PlacementReason.ChosenByHost)));
            Assert.That(record.Observed, Is.EqualTo(new ObservedChoice("dear", PlacementReason.MeetsGoal) { Endpoint = "cheap", CostUsd = record.Endpoints[0].CostUsd, SuccessProbability = 0.6 }));
            Assert.That(record.Endpoints.Select(endpoint => endpoint.Verdict), Is.EqualTo(new[] { EndpointVerdict.Preferred, EndpointVerdict.Chosen }));
            Assert.That(placement.Explain(), Does.StartWith("Query 'q1' goes to 'dear' (0.0025 USD, success 0.900 +- 0.000): its host had chosen it. 'cheap' (0.00025 USD, success 0.600 +- 0.000) would have been chosen: part of"));
            Assert.That(same.Explain(), Does.Contain("its host had chosen it. It would have been chosen too: part of"));
            Assert.That(sink.Records[1].Observed!.Endpoint, Is.EqualTo("cheap"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ChosenEndpoint_NoRoomThere_IsNotPlacedThoughAnotherWouldHaveServed(bool streaming)
    {
        var sink = new RecordingSink();
        using var scheduler = Decided.Scheduler(sink, new ScriptedOnlineOptimizer(), options =>
        {
            options.Endpoints.Add(Decided.Cheap);
            options.Endpoints.Add(Decided.Dear with { ConcurrencyLimit = 1 });
        });
        var first = await PlaceAsync(scheduler, streaming, Decided.Query(1) with { ChosenEndpoint = "dear" });

        var second = await PlaceAsync(scheduler, streaming, Decided.Query(2) with { ChosenEndpoint = "dear" });
        first.Lease!.Dispose();
        var third = await PlaceAsync(scheduler, streaming, Decided.Query(3) with { ChosenEndpoint = "dear" });

        Assert.Multiple(() =>
        {
            Assert.That((second.IsPlaced, second.Reason, second.Preferred!.Name), Is.EqualTo((false, PlacementReason.NoRoom, "cheap")));
            Assert.That(sink.Records[1].Endpoint, Is.Null);
            Assert.That(third.Endpoint!.Name, Is.EqualTo("dear"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ChosenEndpoint_QueryThatNoneMayServe_IsPlacedAllTheSame(bool streaming)
    {
        var sink = new RecordingSink();
        using var scheduler = Decided.Scheduler(sink, new ScriptedOnlineOptimizer());

        var placement = await PlaceAsync(scheduler, streaming, Decided.Query(1) with { ChosenEndpoint = "dear", RequiredTags = ["vision"] });

        Assert.That((placement.Endpoint!.Name, placement.Preferred), Is.EqualTo(("dear", (Endpoint?)null)));
        Assert.That(sink.Records[0].Observed, Is.EqualTo(new ObservedChoice("dear", PlacementReason.NoEligibleEndpoint)));
        Assert.That(placement.Explain(), Does.Contain("By itself it would not have been placed: no endpoint has what the query asks for"));
    }

    [Test]
    public async Task ChosenEndpoint_EndpointThatIsFull_TakesNothingAwayFromIt()
    {
        // What would have been chosen is asked about, not reserved: its one slot stays free for others.
        using var scheduler = Decided.Scheduler(new RecordingSink(), new ScriptedOnlineOptimizer(), options =>
        {
            options.Endpoints.Add(Decided.Cheap with { RequestsPerMinute = 1 });
            options.Endpoints.Add(Decided.Dear);
        });

        var observed = await scheduler.PlaceAsync(Decided.Query(1) with { ChosenEndpoint = "dear" });
        var other = await scheduler.PlaceAsync(Decided.Query(2));
        var late = await scheduler.PlaceAsync(Decided.Query(3) with { ChosenEndpoint = "dear" });

        Assert.That((observed.Preferred!.Name, other.Endpoint!.Name, late.Preferred!.Name), Is.EqualTo(("cheap", "cheap", "dear")));
        Assert.That(late.Decision.Endpoints[0].RefusedBy, Is.EqualTo(CapacityKind.Concurrency));
    }

    [Test]
    public async Task PlaceAsync_ChosenEndpoint_CountsTowardFloorAndBudget()
    {
        var online = new ScriptedOnlineOptimizer();
        using var scheduler = Decided.Scheduler(new RecordingSink(), online, options => options.Goal = new SchedulingGoal { QualityFloor = 0.5, BudgetUsd = 0.001 });

        await scheduler.PlaceAsync(Decided.Query(1) with { ChosenEndpoint = "dear" });
        await scheduler.PlaceAsync(Decided.Query(2));

        Assert.That(online.Standings[1].Deficit, Is.EqualTo(0.5 - 0.9).Within(1e-12));
        Assert.That(online.Standings[1].Overspend, Is.EqualTo(0.0025 - 0.001).Within(1e-12));
        Assert.That(online.Decided, Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public async Task ScheduleAsync_ChosenEndpoints_TellsBothCosts()
    {
        using var scheduler = Decided.Scheduler(new RecordingSink());

        using var schedule = await scheduler.ScheduleAsync([Decided.Query(1) with { ChosenEndpoint = "dear" }, Decided.Query(2) with { ChosenEndpoint = "cheap" }]);

        Assert.Multiple(() =>
        {
            Assert.That(schedule.ExpectedCostUsd, Is.EqualTo(0.0025 + 0.00025).Within(1e-12));
            Assert.That(schedule.Observed!.Cost, Is.EqualTo(0.0005).Within(1e-12));
            Assert.That(schedule.ExpectedSuccess, Is.EqualTo(0.75).Within(1e-12));
            Assert.That(schedule.Assignment.EndpointOf, Is.EqualTo(new[] { 1, 0 }));
            Assert.That(schedule.Observed.EndpointOf, Is.EqualTo(new[] { 0, 0 }));
        });
    }

    [Test]
    public async Task PlaceAsync_SomebodyListens_CountsWhetherTheHostHadChosenTheSame()
    {
        var agrees = new List<object?>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "eccos.observed")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        using var scheduler = Decided.Scheduler(new RecordingSink(), new ScriptedOnlineOptimizer());
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => agrees.AddRange(Enumerable.Repeat(tags.ToArray().Single(tag => tag.Key == "eccos.agrees").Value, (int)value)));
        listener.Start();

        await scheduler.PlaceAsync(Decided.Query(1) with { ChosenEndpoint = "dear" });
        await scheduler.PlaceAsync(Decided.Query(2) with { ChosenEndpoint = "cheap" });
        await scheduler.PlaceAsync(Decided.Query(3));

        Assert.That(agrees, Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void ChosenEndpoint_UnknownOrOfAPartOfABatch_IsRefused()
    {
        using var scheduler = Decided.Scheduler(new RecordingSink());

        var fault = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync([Decided.Query(1) with { ChosenEndpoint = "nowhere" }, Decided.Query(2)]));

        Assert.That(fault.Message, Does.Contain("ChosenEndpoint is 'nowhere', which the pool lacks").And.Contain("set of 1 of 2 queries"));
    }

    private static async Task<Placement> PlaceAsync(EccosScheduler scheduler, bool streaming, Query query) =>
        streaming ? await scheduler.PlaceAsync(query) : (await scheduler.ScheduleAsync([query])).Placements[0];
}
