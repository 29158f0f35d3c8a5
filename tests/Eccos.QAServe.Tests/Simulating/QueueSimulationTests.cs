using System.Globalization;

namespace Eccos.QAServe.Tests.Simulating;

public sealed class QueueSimulationTests
{
    /// <summary>
    /// The mean wait of the M/M/c queue by Erlang's C formula (A. K. Erlang, 1917), with load a = lambda s on c servers:
    /// P(wait) = (a^c / c!) (c / (c - a)) / (sum_(k below c) a^k / k! + (a^c / c!) (c / (c - a))), and W = P(wait) s / (c - a).
    /// </summary>
    [TestCase(1, 0.6)]
    [TestCase(4, 2.8)]
    [TestCase(8, 6.8)]
    public async Task RunAsync_PoissonArrivalsAndExponentialService_WaitsAsErlangCSays(int servers, double load)
    {
        const int Queries = 12_000;
        var figures = await FiguresAsync(Options(servers, WhenFull.Wait), Arrivals.Poisson(Queries, load, seed: 5), new DrawnService(1, seed: 6));

        Assert.Multiple(() =>
        {
            Assert.That(figures.Placed, Is.EqualTo(Queries));
            Assert.That(figures.Waits!.Mean, Is.EqualTo(ErlangWait(servers, load)).Within(20).Percent);
            Assert.That(figures.Endpoints[0].Utilisation, Is.EqualTo(load / servers).Within(4).Percent);
            Assert.That(figures.Endpoints[0].MostInService, Is.EqualTo(servers));
        });
    }

    /// <summary>The part that is turned away without a queue, by Erlang's B formula: (a^c / c!) / sum_(k to c) a^k / k!.</summary>
    [Test]
    public async Task RunAsync_NoQueue_TurnsAwayAsErlangBSays()
    {
        const int Servers = 5, Queries = 10_000;
        const double Load = 4;

        var figures = await FiguresAsync(Options(Servers, WhenFull.Reject), Arrivals.Poisson(Queries, Load, seed: 7), new DrawnService(1, seed: 8));

        var terms = Terms(Servers, Load).ToArray();
        Assert.That((double)figures.TurnedAway / Queries, Is.EqualTo(terms[^1] / terms.Sum()).Within(10).Percent);
        Assert.That(figures.Reasons.Keys, Is.EquivalentTo(new[] { PlacementReason.MeetsGoal, PlacementReason.NoRoom }));
        Assert.That(figures.Waits!.Longest, Is.Zero);
    }

    [Test]
    public async Task RunAsync_MoreThanCanBeServed_NobodyWaitsPastTheDeadlineOrTheQueueLimit()
    {
        var options = Options(2, WhenFull.Wait);
        options.Streaming.LongestWait = TimeSpan.FromSeconds(3);
        options.Streaming.QueueLimit = 7;

        var run = await RunAsync(options, Arrivals.Bursts(1500, 10, 5, seed: 9), new DrawnService(1, seed: 10));

        var late = run.Queries.Where(query => query.Reason == PlacementReason.WaitedTooLong).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(run.Queries.Select(query => query.Wait), Is.All.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(3)));
            Assert.That(late.Select(query => query.Wait), Is.Not.Empty.And.All.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(run.Queries.Count(query => query.Reason == PlacementReason.QueueFull), Is.GreaterThan(0));
            Assert.That(run.Queries.Where(query => query.Reason == PlacementReason.QueueFull).Select(query => query.Wait), Is.All.EqualTo(TimeSpan.Zero));
            Assert.That(Most(run.Queries.Where(query => query.IsPlaced), query => query.Decided, query => query.Finished), Is.EqualTo(2), "requests at once");
            Assert.That(Most(run.Queries.Where(query => query.Wait > TimeSpan.Zero), query => query.Arrived, query => query.Decided), Is.EqualTo(7), "queries in line");
            Assert.That(run.Queries.Where(query => query.IsPlaced).OrderBy(query => query.Decided).Select(query => query.Arrived), Is.Ordered, "first come, first served");
        });
    }

    [Test]
    public async Task RunAsync_RequestsPerMinute_AreNeverExceeded()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0 }, LeaseLifetime = TimeSpan.FromDays(1) };
        options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 1), RequestsPerMinute = 30 });
        options.Streaming.WhenFull = WhenFull.Wait;
        options.Streaming.LongestWait = TimeSpan.FromHours(1);

        var run = await RunAsync(options, Arrivals.Poisson(300, 1, seed: 3), new DrawnService(1, seed: 4));

        var starts = run.Queries.Select(query => query.Decided).Order().ToArray();
        Assert.That(run.Queries.Select(query => query.IsPlaced), Is.All.True);
        Assert.That(starts.Skip(30).Zip(starts, (later, earlier) => later - earlier), Is.All.GreaterThanOrEqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(run.Queries[^1].Wait, Is.GreaterThan(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task RunAsync_Twice_IsTheSame()
    {
        var options = Options(3, WhenFull.Wait);
        options.Streaming.LongestWait = TimeSpan.FromSeconds(2);

        var (first, second) = (await OnceAsync(), await OnceAsync());

        Assert.That(first.Queries, Is.EqualTo(second.Queries));
        Assert.That(first.Queries.Select(query => query.Reason).Distinct().Count(), Is.GreaterThan(1));

        Task<SimulationRun> OnceAsync() => RunAsync(options, Arrivals.Bursts(1000, 6, 3.5, seed: 1), new DrawnService(1, seed: 2));
    }

    [Test]
    public async Task RunAsync_MicroBatches_NobodyGathersForLongerThanTheWindow()
    {
        var options = Options(40, WhenFull.Reject);
        options.Streaming.MicroBatchWindow = TimeSpan.FromSeconds(0.5);
        options.Streaming.MicroBatchSize = 4;

        var (first, second) = (await OnceAsync(), await OnceAsync());

        Assert.Multiple(() =>
        {
            Assert.That(first.Queries, Is.EqualTo(second.Queries));
            Assert.That(first.Queries.Select(query => query.Wait), Is.All.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(0.5)));
            Assert.That(first.Queries.Count(query => query.Wait == TimeSpan.FromSeconds(0.5)), Is.GreaterThan(10), "windows that end");
            Assert.That(first.Queries.GroupBy(query => query.Decided).Max(batch => batch.Count()), Is.EqualTo(4));
        });

        Task<SimulationRun> OnceAsync() => RunAsync(options, Arrivals.Poisson(400, 5, seed: 11), new DrawnService(1, seed: 12));
    }

    [Test]
    public async Task RunAsync_MicroBatchesAndALine_NobodyWaitsPastTheDeadline()
    {
        var options = Options(2, WhenFull.Wait);
        options.Streaming.LongestWait = TimeSpan.FromSeconds(2);
        options.Streaming.MicroBatchWindow = TimeSpan.FromSeconds(0.25);

        var run = await RunAsync(options, Arrivals.Bursts(300, 3, 3, seed: 13), new DrawnService(1, seed: 14));

        Assert.That(run.Queries.Select(query => query.Wait), Is.All.InRange(TimeSpan.Zero, TimeSpan.FromSeconds(2.25)));
        Assert.That(run.Queries.Select(query => query.Reason), Has.Some.EqualTo(PlacementReason.WaitedTooLong).And.Some.EqualTo(PlacementReason.MeetsGoal));
        Assert.That(Most(run.Queries.Where(query => query.IsPlaced), query => query.Decided, query => query.Finished), Is.EqualTo(2), "requests at once");
    }

    [Test]
    public void RunAsync_TimesThatDoNotFit_AreRefused()
    {
        var simulation = new QueueSimulation(Options(1, WhenFull.Reject), new EvenPredictor("a"), new NoBatches(), new DrawnService(1, seed: 1));
        Assert.ThrowsAsync<ArgumentException>(() => simulation.RunAsync([new Query("q", "")], []));
        Assert.ThrowsAsync<ArgumentException>(() => simulation.RunAsync([new Query("q", "")], [TimeSpan.FromSeconds(-1)]));
        Assert.ThrowsAsync<ArgumentException>(() => simulation.RunAsync([new Query("q", ""), new Query("r", "")], [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)]));
    }

    private static double ErlangWait(int servers, double load)
    {
        var terms = Terms(servers, load).ToArray();
        var all = terms[^1] * servers / (servers - load);
        return all / (terms[..^1].Sum() + all) / (servers - load);
    }

    private static IEnumerable<double> Terms(int servers, double load)
    {
        var term = 1.0;
        yield return term;
        for (var k = 1; k <= servers; k++)
            yield return term *= load / k;
    }

    private static int Most(IEnumerable<SimulatedQuery> queries, Func<SimulatedQuery, TimeSpan> from, Func<SimulatedQuery, TimeSpan> to)
    {
        var (now, most) = (0, 0);
        foreach (var (_, by) in queries.SelectMany(query => new[] { (At: from(query), By: 1), (At: to(query), By: -1) }).OrderBy(change => change.At).ThenBy(change => change.By))
            most = Math.Max(most, now += by);
        return most;
    }

    private static EccosOptions Options(int slots, WhenFull whenFull)
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0 }, LeaseLifetime = TimeSpan.FromDays(1) };
        options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 1), ConcurrencyLimit = slots });
        options.Streaming.WhenFull = whenFull;
        options.Streaming.QueueLimit = 100_000;
        options.Streaming.LongestWait = TimeSpan.FromHours(10);
        return options;
    }

    private static async Task<SimulationFigures> FiguresAsync(EccosOptions options, IReadOnlyList<TimeSpan> arrivals, IServiceModel service)
    {
        var run = await RunAsync(options, arrivals, service);
        var records = run.Queries.Select(query => new Observations.QAServeRecord { Id = query.QueryId, Query = "", Outputs = [] });
        return SimulationFigures.Of(run, OutcomeTable.Create(run.Pool, [.. records]));
    }

    private static Task<SimulationRun> RunAsync(EccosOptions options, IReadOnlyList<TimeSpan> arrivals, IServiceModel service) =>
        new QueueSimulation(options, new EvenPredictor("a"), new NoBatches(), service, new() { OnlineOptimizer = new FirstFreeOptimizer() })
            .RunAsync([.. arrivals.Select((_, i) => new Query(i.ToString(CultureInfo.InvariantCulture), "") { InputTokens = 10 })], arrivals);
}
