using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling.Streaming.MicroBatches;

public sealed class MicroBatchTests
{
    private static readonly TimeSpan _window = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task PlaceAsync_WindowEnds_DecidesTogetherWhatIsThere()
    {
        var (optimizer, predictor) = (new GreedyOptimizer(), new CountingPredictor(Table()));
        using var scheduler = Scheduler(predictor, optimizer: optimizer);

        var waiting = PlaceAll(scheduler, "a", "b", "c");
        _time.Advance(_window - TimeSpan.FromTicks(1));
        await Task.Delay(20);
        var tooEarly = waiting.Count(task => task.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));
        var placed = await Task.WhenAll(waiting).WaitAsync(_patience);

        Assert.That(tooEarly, Is.Zero);
        Assert.That(placed.Select(placement => placement.Endpoint!.Name), Is.All.EqualTo("cheap"));
        Assert.That(predictor.Calls, Is.EqualTo(new[] { 3 }), "predicted at once");
        Assert.That(optimizer.Seen.Select(problem => problem.QueryCount), Is.EqualTo(new[] { 3 }), "decided at once");
        Assert.That(placed.Select(placement => placement.Id).Distinct().Count(), Is.EqualTo(3), "a lease for each");
        Assert.That(placed.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.MeetsGoal));
        Assert.That(placed[1].Explain(), Does.StartWith("Query 'b' goes to 'cheap'"));
    }

    [Test]
    public async Task PlaceAsync_AsManyAsMayBe_DoNotWaitForTheWindow()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(size: 2, optimizer: optimizer);

        var waiting = PlaceAll(scheduler, "a", "b", "c", "d", "e");
        await Task.WhenAll(waiting[..4]).WaitAsync(_patience);

        Assert.That(waiting[4].IsCompleted, Is.False);
        _time.Advance(_window);
        Assert.That((await waiting[4].WaitAsync(_patience)).IsPlaced, Is.True);
        Assert.That(optimizer.Seen.Select(problem => problem.QueryCount), Is.EqualTo(new[] { 2, 2 }), "one alone needs no optimizer");
    }

    [Test]
    public async Task PlaceAsync_OneCallerGivesUp_FreesItsPlaceAlone()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(size: 3, optimizer: optimizer);
        using var cancellation = new CancellationTokenSource();

        var first = scheduler.PlaceAsync(Query("a")).AsTask();
        var leaves = scheduler.PlaceAsync(Query("b"), null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        var others = PlaceAll(scheduler, "c", "d");
        var placed = await Task.WhenAll([first, .. others]).WaitAsync(_patience);

        Assert.That(async () => await leaves, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(placed.Select(placement => placement.Query.Id), Is.EqualTo(new[] { "a", "c", "d" }));
        Assert.That(optimizer.Seen.Single().QueryCount, Is.EqualTo(3));
    }

    [Test]
    public async Task PlaceAsync_CallerGivesUpWhileItIsDecided_LeavesNoLeaseBehind()
    {
        using var ledger = new CapacityLedger(_time);
        using var cancellation = new CancellationTokenSource();
        var optimizer = new GreedyOptimizer { BeforeAnswer = cancellation.Cancel };
        using var scheduler = Scheduler(size: 2, optimizer: optimizer, ledger: ledger);

        var stays = scheduler.PlaceAsync(Query("a")).AsTask();
        var leaves = scheduler.PlaceAsync(Query("b"), null, cancellation.Token).AsTask();
        var placed = await stays.WaitAsync(_patience);

        Assert.That(async () => await leaves.WaitAsync(_patience), Throws.InstanceOf<OperationCanceledException>());
        placed.Lease!.Dispose();
        for (var round = 0; round < 1000 && await InFlightAsync(ledger) > 0; round++)
            await Task.Delay(5);
        Assert.That(await InFlightAsync(ledger), Is.Zero);
    }

    [Test]
    public async Task PlaceAsync_EveryCallerGivesUp_EndsTheWork()
    {
        using var cancellation = new CancellationTokenSource();
        var predictor = new EndlessPredictor();
        using var scheduler = Scheduler(predictor, size: 2);

        Task<Placement>[] waiting = [.. new[] { "a", "b" }.Select(id => scheduler.PlaceAsync(Query(id), null, cancellation.Token).AsTask())];
        await cancellation.CancelAsync();

        Assert.That(async () => await waiting[0].WaitAsync(_patience), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await predictor.Ended.WaitAsync(_patience), Throws.InstanceOf<OperationCanceledException>(), "the prediction was told");
    }

    [Test]
    public async Task PlaceAsync_PredictorThrows_TellsEveryCallerAndServesTheNext()
    {
        var predictor = new FailingPredictor(Table()) { IsFailing = true };
        using var scheduler = Scheduler(predictor, size: 2);

        var failed = PlaceAll(scheduler, "a", "b");
        foreach (var task in failed)
            Assert.That(async () => await task.WaitAsync(_patience), Throws.InvalidOperationException);
        predictor.IsFailing = false;

        var placed = await Task.WhenAll(PlaceAll(scheduler, "c", "d")).WaitAsync(_patience);
        Assert.That(placed.All(placement => placement.IsPlaced), Is.True);
    }

    [Test]
    public async Task PlaceAsync_OptimizerThrowsOrRunsOutOfTime_PlacesAtTheLastPricesAndSaysSo([Values] bool throws)
    {
        IOptimizer optimizer = throws ? new GreedyOptimizer { BeforeAnswer = () => throw new InvalidOperationException("solver") } : new ExhaustedOptimizer();
        using var scheduler = Scheduler(size: 2, optimizer: optimizer);

        var placed = await Task.WhenAll(PlaceAll(scheduler, "a", "b")).WaitAsync(_patience);

        Assert.That(placed.Select(placement => placement.Endpoint!.Name), Is.All.EqualTo("cheap"));
        Assert.That(placed.Select(placement => placement.UsesLastPrices), Is.All.True);
    }

    [Test]
    public async Task PlaceAsync_OneQueryIsWrong_TellsItsCallerAlone()
    {
        using var scheduler = Scheduler(size: 2);

        Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.PlaceAsync(Query("wrong") with { AllowedEndpoints = ["nowhere"] }));
        var placed = await Task.WhenAll(PlaceAll(scheduler, "a", "b")).WaitAsync(_patience);

        Assert.That(placed.All(placement => placement.IsPlaced), Is.True);
    }

    [Test]
    public async Task PlaceAsync_OneQueryCannotBeDecided_TellsItsCallerAlone()
    {
        using var scheduler = Scheduler(size: 3);
        var uncounted = Query("uncounted") with { InputTokens = null };

        Task<Placement>[] asked = [.. new[] { Query("a"), uncounted, Query("b") }.Select(query => scheduler.PlaceAsync(query).AsTask())];

        Assert.That(async () => await asked[1].WaitAsync(_patience), Throws.InstanceOf<EccosException>().With.Message.Contains("'uncounted'"));
        Assert.That(await asked[0].WaitAsync(_patience), Has.Property(nameof(Placement.IsPlaced)).True);
        Assert.That(await asked[2].WaitAsync(_patience), Has.Property(nameof(Placement.IsPlaced)).True);
    }

    [Test]
    public async Task PlaceAsync_MoreThanThereAreSlots_ServesWhatItCanAndDoesWithTheRestAsOneByOne([Values] WhenFull whenFull)
    {
        using var scheduler = Scheduler(size: 3, whenFull: whenFull, slots: 2);

        var waiting = PlaceAll(scheduler, "a", "b", "c");
        var first = await Task.WhenAll(waiting[..2]).WaitAsync(_patience);

        Assert.That(first.Select(placement => placement.Endpoint!.Name), Is.EqualTo(new[] { "cheap", "dear" }));
        if (whenFull == WhenFull.Wait)
        {
            await Task.Delay(20);
            Assert.That(waiting[2].IsCompleted, Is.False);
            first[1].Lease!.Dispose();
            Assert.That((await waiting[2].WaitAsync(_patience)).Endpoint!.Name, Is.EqualTo("dear"));
        }
        else
        {
            var last = await waiting[2].WaitAsync(_patience);
            Assert.That(last.Reason, Is.EqualTo(PlacementReason.NoRoom));
            Assert.That(last.Refusal!.Value.RefusedBy, Is.EqualTo(CapacityKind.Concurrency));
        }
    }

    [Test]
    public async Task PlaceAsync_NoOnlineOptimizer_DecidesABatchAndTheRestOneByOne()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(size: 2, optimizer: optimizer, isOnline: false);

        var placed = await Task.WhenAll(PlaceAll(scheduler, "a", "b")).WaitAsync(_patience);
        var label = await scheduler.LabelAsync(placed[1].Id, 1);

        Assert.That(placed.Select(placement => placement.Endpoint!.Name), Is.All.EqualTo("cheap"));
        Assert.That(optimizer.Seen.Single().QueryCount, Is.EqualTo(2));
        Assert.That(label, Is.True);
    }

    [Test]
    public async Task PlaceAsync_AnotherGoal_IsNotGathered()
    {
        using var scheduler = Scheduler(size: 2);

        var placement = await scheduler.PlaceAsync(Query("a"), new SchedulingGoal { QualityFloor = 0.3 }).AsTask().WaitAsync(_patience);

        Assert.That(placement.IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_HostHasChosen_IsNotGathered()
    {
        using var scheduler = Scheduler(size: 2);

        var placement = await scheduler.PlaceAsync(Query("a") with { ChosenEndpoint = "dear" }).AsTask().WaitAsync(_patience);

        Assert.That((placement.Endpoint!.Name, placement.Preferred!.Name), Is.EqualTo(("dear", "cheap")));
    }

    [Test]
    public void Dispose_QueriesStillGathered_TellsThem()
    {
        var scheduler = Scheduler();
        var waiting = PlaceAll(scheduler, "a", "b");

        scheduler.Dispose();

        foreach (var task in waiting)
            Assert.That(async () => await task.WaitAsync(_patience), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Constructor_WrongOptions_NamesEveryValue()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Scheduler(size: 1, window: TimeSpan.FromMinutes(1)));

        Assert.That(error!.Message, Does.Contain("MicroBatchWindow is 00:01:00").And.Contain("MicroBatchSize is 1;"));
    }

    private static TablePredictor Table() => new(("cheap", 0.6), ("dear", 0.9));

    private EccosScheduler Scheduler(
        IPredictor? predictor = null,
        int size = 32,
        IOptimizer? optimizer = null,
        WhenFull whenFull = WhenFull.Reject,
        int? slots = null,
        ICapacityLedger? ledger = null,
        bool isOnline = true,
        TimeSpan? window = null)
    {
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal { QualityFloor = 0.1 },
            Streaming = { WhenFull = whenFull, MicroBatchWindow = window ?? _window, MicroBatchSize = size },
        };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = slots - 1 });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20), ConcurrencyLimit = slots - 1 });
        return new EccosScheduler(options, predictor ?? Table(), optimizer ?? new GreedyOptimizer(), new()
        {
            TimeProvider = _time,
            Ledger = ledger,
            OnlineOptimizer = isOnline ? new ScriptedOnlineOptimizer() : null,
        });
    }

    private static Task<Placement>[] PlaceAll(EccosScheduler scheduler, params string[] ids) => [.. ids.Select(id => scheduler.PlaceAsync(Query(id)).AsTask())];

    private static Query Query(string id) => new(id, "text") { InputTokens = 50 };

    private static async Task<int> InFlightAsync(CapacityLedger ledger) => (await ledger.GetFreeAsync("", [])).Endpoints.Values.Sum(endpoint => endpoint.InFlight);

    private sealed class CountingPredictor(IPredictor predictor) : IPredictor
    {
        public List<int> Calls { get; } = [];

        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            Calls.Add(queries.Count);
            return predictor.PredictAsync(queries, cancellationToken);
        }
    }

    /// <summary>Predicts until it is told to stop.</summary>
    private sealed class EndlessPredictor : IPredictor
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            await using var registration = cancellationToken.Register(() => _ended.TrySetCanceled(cancellationToken));
            await _ended.Task;
            throw new InvalidOperationException("It ended by itself.");
        }
    }
}
