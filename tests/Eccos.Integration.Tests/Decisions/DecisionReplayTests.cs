using CsCheck;
using Eccos.Optimization;

namespace Eccos.Integration.Tests.Decisions;

/// <summary>Decisions that were written, read and made again.</summary>
public sealed class DecisionReplayTests
{
    private string _file = "";

    [SetUp]
    public void Name() => _file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.jsonl");

    [TearDown]
    public void Delete() => File.Delete(_file);

    [Test]
    public async Task RunAsync_BatchesUnderAnyLimits_ComeOutTheSame()
    {
        var placed = 0L;
        await DecisionScenario.Any.SampleAsync(async scenario =>
        {
            var taken = new Taken();
            using var scheduler = Scheduler(scenario, taken);
            foreach (var batch in scenario.Queries.Chunk(8))
            {
                var schedule = await scheduler.ScheduleAsync(batch);
                Report(scenario, schedule.Placements);
            }

            placed += taken.Records.Count(record => record.Endpoint is not null);
            await AssertSameAsync(taken.Records);
        }, iter: 60, threads: 1);
        Assert.That(placed, Is.GreaterThan(20), "a test of queries that are never placed would be none");
    }

    [Test]
    public async Task RunAsync_QueriesOneByOneUnderAnyLimits_ComeOutTheSame()
    {
        var reasons = new HashSet<PlacementReason>();
        await DecisionScenario.Any.SampleAsync(async scenario =>
        {
            var taken = new Taken();
            using var scheduler = Scheduler(scenario, taken);
            foreach (var (i, query) in scenario.Queries.Index())
                Report(scenario, [await scheduler.PlaceAsync(query)], i);
            reasons.UnionWith(taken.Records.Select(record => record.Reason));
            await AssertSameAsync(taken.Records);
        }, iter: 30, threads: 1);
        Assert.That(reasons, Does.Contain(PlacementReason.MeetsGoal).And.Count.GreaterThan(1), "a test of queries that all go one way would be none");
    }

    [Test]
    public async Task RunAsync_MicroBatchesUnderAnyLimits_ComeOutTheSame()
    {
        var together = 0;
        await Gen.Select(DecisionScenario.Any, Gen.Int[2, 8]).SampleAsync(async (scenario, size) =>
        {
            var taken = new Taken();
            scenario.Options.Streaming.MicroBatchWindow = TimeSpan.FromSeconds(10);
            scenario.Options.Streaming.MicroBatchSize = size;
            foreach (var query in scenario.Queries)
                scenario.Options.Streaming.ReferenceQueries.Add(query);
            using var scheduler = Scheduler(scenario, taken);
            foreach (var batch in scenario.Queries.Chunk(size).Where(batch => batch.Length == size))
                Report(scenario, await Task.WhenAll(batch.Select(query => scheduler.PlaceAsync(query).AsTask())));
            together += taken.Records.Count(record => record is { Stream: not null, Batch: not null });
            await AssertSameAsync(taken.Records);
        }, iter: 150, threads: 1);
        await TestContext.Out.WriteLineAsync($"{together} decided by the optimizer");
    }

    [TestCase(0.1, InfeasiblePolicy.Report, PlacementReason.MeetsGoal, PlacementReason.NoRoom)]
    [TestCase(0.9, InfeasiblePolicy.Report, PlacementReason.Infeasible, PlacementReason.MeetsGoal)]
    [TestCase(0.9, InfeasiblePolicy.Defer, PlacementReason.Deferred, PlacementReason.MeetsGoal)]
    [TestCase(0.9, InfeasiblePolicy.RelaxFloor, PlacementReason.LimitRelaxed, PlacementReason.NoRoom)]
    public async Task RunAsync_QueriesThatAreTurnedAway_AreTurnedAwayAgain(double floor, InfeasiblePolicy policy, PlacementReason first, PlacementReason last)
    {
        var scenario = Three(new SchedulingGoal { QualityFloor = floor, WhenInfeasible = policy }, slots: 1);
        var taken = new Taken();
        using var scheduler = Scheduler(scenario, taken);

        // Once there are prices, a little may be owed to the floor.
        foreach (var query in scenario.Queries)
            await scheduler.PlaceAsync(query);

        Assert.That((taken.Records[0].Reason, taken.Records[2].Reason), Is.EqualTo((first, last)));
        await AssertSameAsync(taken.Records);
    }

    [Test]
    public async Task RunAsync_ObservedQueries_AreComparedByWhatWouldHaveBeenDecided()
    {
        await DecisionScenario.Any.SampleAsync(async scenario =>
        {
            var taken = new Taken();
            using var scheduler = Scheduler(scenario, taken);
            Query[] observed = [.. scenario.Queries.Select((query, i) => query with { ChosenEndpoint = $"e{i % 2}" })];
            Report(scenario, (await scheduler.ScheduleAsync(observed)).Placements);
            foreach (var query in observed)
                Report(scenario, [await scheduler.PlaceAsync(query)]);
            Assert.That(taken.Records.Select(record => record.Observed!.HostEndpoint), Is.EqualTo(observed.Concat(observed).Select(query => query.ChosenEndpoint)));
            await AssertSameAsync(taken.Records);
        }, iter: 15, threads: 1);
    }

    [Test]
    public async Task RunAsync_RecordChangedOrMissing_IsFound()
    {
        var scenario = Three(new SchedulingGoal { QualityFloor = 0.1 });
        var taken = new Taken();
        using var scheduler = Scheduler(scenario, taken);
        (await scheduler.ScheduleAsync(scenario.Queries)).Dispose();
        foreach (var query in scenario.Queries)
            (await scheduler.PlaceAsync(query)).Lease!.Dispose();
        var records = taken.Records;
        Assume.That(records[4].Endpoint, Is.EqualTo("e0"));

        var changed = await ReplayAsync([.. records[..4], records[4] with { Endpoint = "e1" }, .. records[5..]]);
        var incomplete = await ReplayAsync([records[0], .. records[2..]]);

        Assert.Multiple(() =>
        {
            Assert.That((changed.Decisions, changed.Same, changed.Different), Is.EqualTo((6, 5, 1)));
            Assert.That(changed.FirstDifferent!.Place, Is.EqualTo(5));
            Assert.That(changed.FirstDifferent.Endpoint, Is.EqualTo("e0"));
            Assert.That(changed.FirstDifferent.Record.QueryId, Is.EqualTo(records[4].QueryId));
            Assert.That((incomplete.Decisions, incomplete.Same, incomplete.NotReplayable), Is.EqualTo((5, 3, 2)));
        });
    }

    /// <summary>Three like queries on a cheap and a dear endpoint that are equally good.</summary>
    private static DecisionScenario Three(SchedulingGoal goal, int? slots = null) => new(
        new EccosOptions
        {
            Goal = goal,
            Endpoints =
            {
                new("e0") { Prices = new TokenPrices(1, 1), ConcurrencyLimit = slots },
                new("e1") { Prices = new TokenPrices(2, 2), ConcurrencyLimit = slots },
            },
        },
        [.. Enumerable.Range(0, 3).Select(i => new Query($"q{i}", "") { InputTokens = 10 })],
        [.. Enumerable.Repeat(0.5, 6)],
        [OutcomeKind.Ok]);

    private async Task AssertSameAsync(List<DecisionRecord> records)
    {
        var report = await ReplayAsync(records);
        Assert.That(report.FirstDifferent, Is.Null, () => $"{report.FirstDifferent!.Place}: {report.FirstDifferent.Endpoint} instead of {report.FirstDifferent.Record}");
        Assert.That((report.Same, report.NotReplayable), Is.EqualTo((records.Count, 0)));
    }

    private async Task<DecisionReplayReport> ReplayAsync(IEnumerable<DecisionRecord> records)
    {
        await DecisionFile.WriteAsync(_file, records.ToAsyncEnumerable());
        Assert.That(await File.ReadAllTextAsync(_file), Does.Not.Contain("secret"));
        return await DecisionReplay.RunAsync(DecisionFile.ReadAsync(_file), new DualGuidedOptimizer());
    }

    private static void Report(DecisionScenario scenario, IReadOnlyList<Placement> placements, int first = 0)
    {
        // Every other lease stays held, so that limits bind.
        foreach (var (k, placement) in placements.Index())
        {
            var i = first + k;
            placement.Lease?.Report(new EndpointOutcome(scenario.Outcomes[i % scenario.Outcomes.Length]));
            if (i % 2 == 0)
                placement.Lease?.Dispose();
        }
    }

    private static EccosScheduler Scheduler(DecisionScenario scenario, Taken taken) =>
        new(scenario.Options, scenario, new DualGuidedOptimizer(), new() { OnlineOptimizer = new PriceDirectedOptimizer(), Decisions = taken });

    private sealed class Taken : IDecisionSink
    {
        public List<DecisionRecord> Records { get; } = [];

        public void Take(IReadOnlyList<DecisionRecord> decisions)
        {
            lock (Records)
                Records.AddRange(decisions);
        }
    }
}
