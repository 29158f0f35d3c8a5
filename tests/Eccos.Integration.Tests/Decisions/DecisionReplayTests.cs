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
        Assert.That(placed, Is.GreaterThan(100), "a test of queries that are never placed would be none");
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
        Assert.That(reasons, Is.SupersetOf(new[] { PlacementReason.MeetsGoal, PlacementReason.LimitRelaxed, PlacementReason.NoRoom, PlacementReason.Infeasible, PlacementReason.NoEligibleEndpoint }));
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
        var scenario = new DecisionScenario(
            new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.1 }, Endpoints = { new("e0") { Prices = new(1, 1) }, new("e1") { Prices = new(2, 2) } } },
            [.. Enumerable.Range(0, 6).Select(i => new Query($"q{i}", "") { InputTokens = 10 })],
            [.. Enumerable.Repeat(0.5, 12)],
            [OutcomeKind.Ok]);
        var taken = new Taken();
        using var scheduler = Scheduler(scenario, taken);
        (await scheduler.ScheduleAsync(scenario.Queries[..3])).Dispose();
        foreach (var query in scenario.Queries)
            (await scheduler.PlaceAsync(query)).Lease!.Dispose();
        var records = taken.Records;
        Assume.That(records[4].Endpoint, Is.EqualTo("e0"));

        var changed = await ReplayAsync([.. records[..4], records[4] with { Endpoint = "e1" }, .. records[5..]]);
        var incomplete = await ReplayAsync([records[0], .. records[2..]]);

        Assert.Multiple(() =>
        {
            Assert.That((changed.Decisions, changed.Same, changed.Different), Is.EqualTo((9, 8, 1)));
            Assert.That(changed.FirstDifferent!.Place, Is.EqualTo(5));
            Assert.That(changed.FirstDifferent.Endpoint, Is.EqualTo("e0"));
            Assert.That(changed.FirstDifferent.Record.QueryId, Is.EqualTo(records[4].QueryId));
            Assert.That((incomplete.Decisions, incomplete.Same, incomplete.NotReplayable), Is.EqualTo((8, 6, 2)));
        });
    }

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

        public void Take(IReadOnlyList<DecisionRecord> decisions) => Records.AddRange(decisions);
    }
}
