using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Scheduling.Streaming;

public sealed class WaitingTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task PlaceAsync_Wait_ServesByPriorityAndAmongEqualsWhoCameFirst()
    {
        using var scheduler = Scheduler(WhenFull.Wait);
        var held = await scheduler.PlaceAsync(Query("first"));
        Task<Placement>[] waiting =
        [
            .. new[] { Query("a"), Query("b"), Query("urgent") with { Priority = 1 }, Query("c"), Query("late") with { Priority = -1 } }
                .Select(query => scheduler.PlaceAsync(query).AsTask()),
        ];

        var order = new List<string>();
        while (order.Count < waiting.Length)
        {
            Assert.That(waiting.Count(task => task.IsCompleted), Is.EqualTo(order.Count), "one slot serves one");
            held.Lease!.Dispose();
            held = await (await Task.WhenAny(waiting.Where(task => Id(task) is not { } id || !order.Contains(id))).WaitAsync(TimeSpan.FromSeconds(20)));
            order.Add(held.Query.Id);
        }

        Assert.That(order, Is.EqualTo(new[] { "urgent", "a", "b", "c", "late" }));
        static string? Id(Task<Placement> task) => task.IsCompleted ? task.Result.Query.Id : null;
    }

    [Test]
    public async Task PlaceAsync_CallerWhoWaitsGivesUp_FreesItsPlaceAtOnce()
    {
        using var scheduler = Scheduler(WhenFull.Wait, queueLimit: 1);
        using var cancellation = new CancellationTokenSource();
        var held = await scheduler.PlaceAsync(Query("first"));
        var waiting = scheduler.PlaceAsync(Query("gives up"), null, cancellation.Token).AsTask();

        var turnedAway = await scheduler.PlaceAsync(Query("one too many"));
        await cancellation.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        var next = scheduler.PlaceAsync(Query("next")).AsTask();
        held.Lease!.Dispose();

        Assert.That(turnedAway.Reason, Is.EqualTo(PlacementReason.QueueFull));
        Assert.That(turnedAway.Refusal!.Value.RefusedBy, Is.EqualTo(CapacityKind.Concurrency));
        Assert.That((await next.WaitAsync(TimeSpan.FromSeconds(20))).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_NothingFreeForTheLongestWait_SaysSoAndNamesTheLimit()
    {
        using var scheduler = Scheduler(WhenFull.Wait);
        using var held = (await scheduler.PlaceAsync(Query("first"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("second")).AsTask();
        await Task.Delay(20);

        for (var second = 0; second < 40 && !waiting.IsCompleted; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        var placement = await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(placement.Reason, Is.EqualTo(PlacementReason.WaitedTooLong));
        Assert.That(placement.Refusal!.Value.Name, Is.EqualTo("only"));
    }

    [Test]
    public async Task PlaceAsync_FullByTheMinute_IsServedWhenTheWindowHasRoom()
    {
        using var scheduler = Scheduler(WhenFull.Wait, endpoint => endpoint with { ConcurrencyLimit = null, RequestsPerMinute = 1 }, longestWait: TimeSpan.FromMinutes(5));
        (await scheduler.PlaceAsync(Query("first"))).Lease!.Dispose();
        var waiting = scheduler.PlaceAsync(Query("second")).AsTask();
        await Task.Delay(20);

        Assert.That(waiting.IsCompleted, Is.False);
        for (var second = 0; second < 61; second++)
            _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await waiting.WaitAsync(TimeSpan.FromSeconds(20))).IsPlaced, Is.True);
    }

    [Test]
    public async Task PlaceAsync_SchedulerEndsWhileAQueryWaits_TellsIt()
    {
        var scheduler = Scheduler(WhenFull.Wait);
        using var held = (await scheduler.PlaceAsync(Query("first"))).Lease;
        var waiting = scheduler.PlaceAsync(Query("second")).AsTask();

        scheduler.Dispose();

        Assert.That(async () => await waiting.WaitAsync(TimeSpan.FromSeconds(20)), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task PlaceAsync_ManyCallersWhoWaitAndGiveUp_NeverExceedTheLimitAndLeakNothing()
    {
        using var scheduler = Scheduler(WhenFull.Wait, endpoint => endpoint with { ConcurrencyLimit = 3 }, TimeProvider.System);
        var (inFlight, most, placed) = (0, 0, 0);

        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            using var patience = new CancellationTokenSource();
            if (n % 3 == 0)
                patience.CancelAfter(n % 7);
            try
            {
                var placement = await scheduler.PlaceAsync(Query($"q{n}") with { Priority = n % 2 }, null, patience.Token);
                var now = Interlocked.Increment(ref inFlight);
                InterlockedMax(ref most, now);
                Interlocked.Increment(ref placed);
                await Task.Yield();
                Interlocked.Decrement(ref inFlight);
                placement.Lease!.Dispose();
            }
            catch (OperationCanceledException)
            {
                // It gave up; that is the point.
            }
        });

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => scheduler.PlaceAsync(Query($"end{i}")).AsTask())).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(most, Is.InRange(1, 3));
        Assert.That(placed, Is.GreaterThanOrEqualTo(400), "whoever did not give up was served");
        Assert.That(all.All(placement => placement.IsPlaced), Is.True, "every slot is free again");
    }

    [TestCase(WhenFull.Reject, PlacementReason.Infeasible)]
    [TestCase(WhenFull.Relax, PlacementReason.LimitRelaxed)]
    public async Task PlaceAsync_OnlyTheEndpointThatKeepsTheFloorIsFull_DoesAsTheOptionsSay(WhenFull whenFull, PlacementReason expected)
    {
        var online = new ScriptedOnlineOptimizer { Choices = { new(1, true, 1, false), new(1, true, 1, false), new(0, false, 1, false) } };
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.8 }, Streaming = { WhenFull = whenFull } };
        options.Endpoints.Add(new Endpoint("weak") { Prices = new TokenPrices(1, 2) });
        options.Endpoints.Add(new Endpoint("strong") { Prices = new TokenPrices(10, 20), ConcurrencyLimit = 1 });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("weak", 0.6), ("strong", 0.9)), new GreedyOptimizer(), new() { OnlineOptimizer = online });
        using var held = (await scheduler.PlaceAsync(Query("first"))).Lease;

        var placement = await scheduler.PlaceAsync(Query("second"));

        Assert.That(placement.Reason, Is.EqualTo(expected));
        Assert.That(placement.Endpoint?.Name, Is.EqualTo(whenFull == WhenFull.Relax ? "weak" : null));
    }

    [Test]
    public void Constructor_WrongStreamingOptions_NamesEveryValue()
    {
        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => Scheduler((WhenFull)7, queueLimit: 0, longestWait: TimeSpan.Zero));

        Assert.That(error!.Message, Does.Contain("WhenFull is 7").And.Contain("QueueLimit is 0").And.Contain("LongestWait is 00:00:00"));
    }

    private EccosScheduler Scheduler(
        WhenFull whenFull,
        Func<Endpoint, Endpoint>? change = null,
        TimeProvider? time = null,
        int queueLimit = 1000,
        TimeSpan? longestWait = null)
    {
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal { QualityFloor = 0.1 },
            Streaming = { WhenFull = whenFull, QueueLimit = queueLimit, LongestWait = longestWait ?? TimeSpan.FromSeconds(30) },
        };
        var endpoint = new Endpoint("only") { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 };
        options.Endpoints.Add(change?.Invoke(endpoint) ?? endpoint);
        return new EccosScheduler(options, new TablePredictor(("only", 0.6)), new GreedyOptimizer(), new() { TimeProvider = time ?? _time, OnlineOptimizer = new ScriptedOnlineOptimizer() });
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var was && was == seen ? value : was;
    }

    private static Query Query(string id) => new(id, "text") { InputTokens = 50 };
}
