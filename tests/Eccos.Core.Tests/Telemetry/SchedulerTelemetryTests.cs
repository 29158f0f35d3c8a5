using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Telemetry;

public sealed class SchedulerTelemetryTests
{
    [Test]
    public async Task ScheduleAsync_SomebodyListens_CountsDecisionsSpendAndFreeSlots()
    {
        var name = TestContext.CurrentContext.Test.ID;
        var seen = new List<(string Instrument, double Value, string? Endpoint)>();
        using var listener = Listener(name, seen);
        using var scheduler = Scheduler(name);

        using var schedule = await scheduler.ScheduleAsync([new Query("a", "secret") { InputTokens = 50 }, new Query("b", "secret") { InputTokens = 50 }]);
        listener.RecordObservableInstruments();

        Assert.That(seen.Where(at => at.Instrument == "eccos.decisions").Select(at => (at.Value, at.Endpoint)), Is.EquivalentTo(new[] { (1.0, "cheap"), (1.0, "dear") }));
        Assert.That(seen.Where(at => at.Instrument == "eccos.expected_spend").Sum(at => at.Value), Is.EqualTo(schedule.ExpectedCostUsd).Within(1e-15));
        Assert.That(seen.Where(at => at.Instrument == "eccos.free_slots"), Is.EqualTo(new[] { ("eccos.free_slots", 0.0, "cheap") }));
        Assert.That(seen.Where(at => at.Instrument == "eccos.in_flight").Select(at => at.Value), Is.EqualTo(new[] { 1.0, 1.0 }));
        Assert.That(seen.Count(at => at.Instrument is "eccos.prediction.duration" or "eccos.decision.duration"), Is.EqualTo(2));
    }

    [Test]
    public async Task PlaceAsync_SomebodyListens_TellsOfTheQueueOfSettledSpendAndOfLabels()
    {
        var name = TestContext.CurrentContext.Test.ID;
        var seen = new List<(string Instrument, double Value, string? Endpoint)>();
        using var listener = Listener(name, seen);
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.1 }, Streaming = { WhenFull = WhenFull.Wait } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1, SpendLimit = new SpendLimit(1, TimeSpan.FromHours(1)) });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6)), new GreedyOptimizer(), new() { Name = name, OnlineOptimizer = new ScriptedOnlineOptimizer() });

        var first = await scheduler.PlaceAsync(new Query("a", "secret") { InputTokens = 50 });
        var waiting = scheduler.PlaceAsync(new Query("b", "secret") { InputTokens = 50 }).AsTask();
        listener.RecordObservableInstruments();
        first.Lease!.Settle(1000, 2000);
        await scheduler.LabelAsync(first.Id, 0.25);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20));

        IEnumerable<double> Values(string instrument) => seen.Where(at => at.Instrument == instrument).Select(at => at.Value);
        Assert.Multiple(() =>
        {
            Assert.That(Values("eccos.queue_length"), Is.EqualTo(new[] { 1.0 }));
            Assert.That(Values("eccos.queue_wait").Count(), Is.EqualTo(1));
            Assert.That(Values("eccos.settled_spend"), Is.EqualTo(new[] { 0.005 }).Within(1e-15));
            Assert.That(Values("eccos.realised_success"), Is.EqualTo(new[] { 0.25 }));
            Assert.That(Values("eccos.labelled_predicted_success"), Is.EqualTo(new[] { 0.6 }));
            Assert.That(Values("eccos.endpoint_free_spend").Single(), Is.EqualTo(1 - first.ExpectedCostUsd).Within(1e-9));
            Assert.That(Values("eccos.decisions").Count(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Dispose_SomebodyStillListens_TellsNothingMore()
    {
        var name = TestContext.CurrentContext.Test.ID;
        var seen = new List<(string Instrument, double Value, string? Endpoint)>();
        using var listener = Listener(name, seen);
        var scheduler = Scheduler(name);
        using var schedule = await scheduler.ScheduleAsync([]);

        scheduler.Dispose();
        seen.Clear();
        listener.RecordObservableInstruments();

        Assert.That(seen, Is.Empty);
    }

    [Test]
    public void Dispose_MeterIsTheHostsAndLivesOn_LetsGoOfTheLedger()
    {
        using var factory = new OneMeterFactory();
        var ledger = MadeAndEnded(factory);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(ledger.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference MadeAndEnded(OneMeterFactory factory)
        {
            using var ledger = new CapacityLedger();
            using var scheduler = Scheduler("ends", ledger, factory);
            return new WeakReference(ledger);
        }
    }

    [Test]
    public async Task Observe_EndpointsOfAnotherSchedulerAndThoseThatHaveLeftThePool_AreNotToldOf()
    {
        var name = TestContext.CurrentContext.Test.ID;
        var seen = new List<(string Instrument, double Value, string? Endpoint)>();
        using var listener = Listener(name, seen);
        using var ledger = new CapacityLedger();
        using var scheduler = Scheduler(name, ledger);
        using var other = new EccosScheduler(OneSlot.Options("other"), new TablePredictor(("other", 0.6)), new GreedyOptimizer(), new() { Name = $"{name} other", Ledger = ledger });

        await scheduler.UpdateAsync(OneSlot.Options("cheap"));
        listener.RecordObservableInstruments();

        Assert.That(seen.Select(at => (at.Instrument, at.Endpoint)), Is.EquivalentTo(new[]
        {
            ("eccos.free_slots", "cheap"), ("eccos.in_flight", "cheap"), ("eccos.endpoint_state", "cheap"), ("eccos.queue_length", null),
        }));
    }

    [Test]
    public async Task Observe_LedgerOfAnotherProcessFails_IsNoUnobservedFault()
    {
        using var faults = new UnobservedFaults();
        using var inner = new CapacityLedger();
        using var scheduler = Scheduler("unreachable", new FailingLedger(inner) { FreeFails = true });
        using var listener = Listener("unreachable", []);

        listener.RecordObservableInstruments();
        await Task.Delay(200);

        Assert.That(faults.Collect(), Has.None.EqualTo("free"));
    }

    private static EccosScheduler Scheduler(string name, ICapacityLedger? ledger = null, IMeterFactory? factory = null)
    {
        var options = new EccosOptions();
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20) });
        return new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer(), new() { Name = name, Ledger = ledger, MeterFactory = factory });
    }

    /// <summary>Gives out one meter, as a host's own factory does, and ends it with itself alone.</summary>
    private sealed class OneMeterFactory : IMeterFactory
    {
        private readonly Meter _meter = new(EccosTelemetry.MeterName);

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }

    // Tests run side by side in one process: each hears its own scheduler alone.
    private static MeterListener Listener(string scheduler, List<(string Instrument, double Value, string? Endpoint)> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == EccosTelemetry.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
        return listener;

        void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var named = new Dictionary<string, object?>(tags.ToArray());
            Assert.That(named.Values, Has.None.EqualTo("secret"));
            if ((string?)named["eccos.scheduler"] != scheduler)
                return;
            lock (seen)
                seen.Add((instrument.Name, value, (string?)named.GetValueOrDefault("eccos.endpoint")));
        }
    }
}
