using Eccos.Core.Tests.Support;
using Eccos.Observations;

namespace Eccos.Core.Tests.Feedback;

public sealed class LabelTests
{
    private readonly List<QAServeRecord> _learned = [];
    private int _next;

    [SetUp]
    public void Clear()
    {
        _learned.Clear();
        _next = 0;
    }

    [Test]
    public async Task LabelAsync_SettledPlacement_ReachesTheMemoryWithWhatItUsed()
    {
        using var scheduler = Scheduler();
        var placement = await PlaceAsync(scheduler);
        placement.Lease!.Settle(40, 60);
        Assert.That(PlacementId.TryParse(placement.Id.ToString(), out var id), Is.True);

        var first = await Task.Run(async () => await scheduler.LabelAsync(id, 0.5));
        var second = await scheduler.LabelAsync(id, 1);

        Assert.That((first, second), Is.EqualTo((true, false)));
        Assert.That(_learned, Has.Count.EqualTo(1));
        var output = _learned[0].Outputs[0];
        Assert.That((_learned[0].Query, output.Endpoint, output.Correct, output.InputTokens, output.OutputTokens), Is.EqualTo(("text 0", "a", 0.5, (int?)40, (int?)60)));
        Assert.That(output.CostUsd, Is.EqualTo(((40 * 1) + (60 * 2)) / 1e6).Within(1e-15));
    }

    [Test]
    public async Task LabelAsync_NotSettled_TellsNoTokens()
    {
        using var scheduler = Scheduler();
        var placement = await PlaceAsync(scheduler);

        await scheduler.LabelAsync(placement.Id, 1);

        Assert.That((_learned[0].Outputs[0].OutputTokens, _learned[0].Outputs[0].CostUsd), Is.EqualTo(((int?)null, (double?)null)));
    }

    [Test]
    public async Task LabelAsync_MorePlacementsThanAreRemembered_ForgetsTheOldest()
    {
        using var scheduler = Scheduler(options => options.Feedback.PendingPlacements = 3);
        var ids = new List<PlacementId>();
        for (var n = 0; n < 5; n++)
            ids.Add((await PlaceAsync(scheduler)).Id);

        var known = new List<bool>();
        foreach (var id in ids)
            known.Add(await scheduler.LabelAsync(id, 1));

        Assert.That(known, Is.EqualTo(new[] { false, false, true, true, true }));
    }

    [Test]
    public async Task LabelAsync_PlacementUnderARunningFloor_CorrectsIt()
    {
        using var scheduler = Scheduler(options => options.Goal = new SchedulingGoal { QualityFloor = 0.6 });
        using var schedule = await scheduler.ScheduleAsync([new Query("q", "text") { InputTokens = 50 }]);
        var floor = schedule.Placements[0].RunningFloors[0];
        var before = floor.State().LabelOffset;

        await scheduler.LabelAsync(schedule.Placements[0].Id, 0);

        Assert.That((before, floor.State().LabelOffset), Is.EqualTo((0d, 0.8 / 201)).Within(1e-12));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void LabelAsync_OutOfRange_Throws(double label)
    {
        using var scheduler = Scheduler();

        Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await scheduler.LabelAsync(default, label));
    }

    [Test]
    public async Task LabelAsync_EndpointBecomesWorse_RaisesADriftAndPlacementsFollow()
    {
        // The floor needs 0.7; endpoint a is predicted 0.8 and falls to 0.4, b stays at 0.75 and costs more.
        var random = new Random(1);
        using var scheduler = Scheduler();
        var drifts = new List<DriftDetectedEventArgs>();
        scheduler.DriftDetected += (_, drift) => drifts.Add(drift);
        var before = await PlaceAsync(scheduler);

        for (var n = 0; n < 300 && drifts.Count == 0; n++)
        {
            var placement = await PlaceAsync(scheduler);
            await scheduler.LabelAsync(placement.Id, random.NextDouble() < 0.4 ? 1 : 0);
            placement.Lease!.Dispose();
        }

        var after = await PlaceAsync(scheduler);

        Assert.That(drifts, Has.Count.EqualTo(1));
        Assert.That(drifts[0].Endpoint, Is.EqualTo("a"));
        Assert.That(drifts[0].MeanResidual, Is.EqualTo(-0.4).Within(0.15));
        Assert.That((before.Endpoint!.Name, after.Endpoint!.Name), Is.EqualTo(("a", "b")), "the minimum of the query is no longer met by a");
    }

    [Test]
    public async Task LabelAsync_WhoIsToldOfADriftThrows_LearnsFromTheLabelAllTheSame()
    {
        using var scheduler = Scheduler(options => options.Feedback.DriftThreshold = 1);
        scheduler.DriftDetected += (_, _) => throw new InvalidOperationException("host");
        var first = await PlaceAsync(scheduler);
        var second = await PlaceAsync(scheduler);
        await scheduler.LabelAsync(first.Id, 0);

        Assert.ThrowsAsync<InvalidOperationException>(async () => await scheduler.LabelAsync(second.Id, 0));

        Assert.That(_learned, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task LabelAsync_LabelsOfPlacementsFromBeforeTheDrift_AreNotTakenForAnotherOne()
    {
        using var scheduler = Scheduler(options => options.Feedback.DriftThreshold = 5);
        var drifts = 0;
        scheduler.DriftDetected += (_, _) => drifts++;
        var placements = new List<Placement>();
        for (var n = 0; n < 400; n++)
            placements.Add(await PlaceAsync(scheduler));

        // Two of five are right, in turn.
        foreach (var (n, placement) in placements.Index())
            await scheduler.LabelAsync(placement.Id, n % 5 < 2 ? 1 : 0);

        Assert.That(drifts, Is.EqualTo(1), "they are read as they would be predicted now");
    }

    [Test]
    public void Add_ManyPlacementsOfWhichSomeAreTaken_RemembersTheLastOnes()
    {
        var pending = new PendingPlacements();
        using var ledger = new CapacityLedger();
        for (var n = 1; n <= 100_000; n++)
        {
            var lease = new Lease(ledger, new PlacementId(1, n), new Endpoint("a"), default);
            pending.Add(new PendingPlacement(new Query("q", ""), lease, 0.5, [], 0, 0), 50);
            if (n % 3 == 0)
                pending.TryTake(lease.Id, out _);
        }

        // Of three one is taken, so the 50 that are left are among the last 75.
        var known = Enumerable.Range(1, 100_000).Where(n => pending.TryTake(new PlacementId(1, n), out _)).ToList();
        Assert.That(known, Is.EqualTo(Enumerable.Range(99_926, 75).Where(n => n % 3 != 0)));
    }

    [Test]
    public void Add_NoneMayWaitAnyMore_ForgetsThoseThatDid()
    {
        var pending = new PendingPlacements();
        using var ledger = new CapacityLedger();

        foreach (var (n, most) in new[] { 5, 5, 0, 5 }.Index())
            pending.Add(new PendingPlacement(new Query("q", ""), new Lease(ledger, new PlacementId(1, n), new Endpoint("a"), default), 0.5, [], 0, 0), most);

        Assert.That(pending.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task LabelAsync_PlacedAfterTheDrift_IsNotTakenForAnotherOne([Values] bool predictedBefore)
    {
        const int Waiting = 20;
        var options = new EccosOptions { Streaming = { WhenFull = WhenFull.Wait } };
        options.Feedback.DriftThreshold = 3;
        options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("a", 0.9)), new GreedyOptimizer(), new() { OnlineOptimizer = new ScriptedOnlineOptimizer() });
        var drifts = 0;
        scheduler.DriftDetected += (_, _) => drifts++;
        var early = new List<PlacementId>();
        for (var n = 0; n < 20; n++)
        {
            var placement = await PlaceAsync(scheduler, least: 0);
            placement.Lease!.Dispose();
            early.Add(placement.Id);
        }

        var held = (await PlaceAsync(scheduler, least: 0)).Lease!;
        var waiting = Enumerable.Range(0, predictedBefore ? Waiting : 0).Select(_ => PlaceAsync(scheduler, least: 0).AsTask()).ToArray();
        foreach (var id in early.TakeWhile(_ => drifts == 0))
            await scheduler.LabelAsync(id, 0.5);
        held.Dispose();
        for (var n = 0; n < Waiting; n++)
        {
            var placement = await (predictedBefore ? waiting[n] : PlaceAsync(scheduler, least: 0).AsTask()).WaitAsync(TimeSpan.FromSeconds(20));
            placement.Lease!.Dispose();

            // Not far from what the drift has taught to predict.
            await scheduler.LabelAsync(placement.Id, 0.6);
        }

        Assert.That(drifts, Is.EqualTo(1));
    }

    private EccosScheduler Scheduler(Action<EccosOptions>? configure = null)
    {
        var options = new EccosOptions();
        options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 2) });
        options.Endpoints.Add(new Endpoint("b") { Prices = new TokenPrices(10, 20) });
        configure?.Invoke(options);
        return new EccosScheduler(options, new TablePredictor(("a", 0.8), ("b", 0.75)), new GreedyOptimizer(), new() { Observations = new ListSink(_learned) });
    }

    private ValueTask<Placement> PlaceAsync(EccosScheduler scheduler, double least = 0.7) =>
        scheduler.PlaceAsync(new Query($"q{_next}", $"text {_next++}") { InputTokens = 50, MinimumSuccess = least });

    private sealed class ListSink(List<QAServeRecord> list) : IObservationSink
    {
        public ValueTask AddAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken = default)
        {
            list.AddRange(observations);
            return ValueTask.CompletedTask;
        }
    }
}
