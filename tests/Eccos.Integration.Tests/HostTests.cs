using Eccos.Optimization;
using Eccos.Predictors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eccos.Integration.Tests;

/// <summary>The packages together, the way a host uses them.</summary>
public sealed class HostTests
{
    private static readonly Endpoint _small = new("small") { Prices = new TokenPrices(0.15, 0.60), ConcurrencyLimit = 6 };
    private static readonly Endpoint _large = new("large") { Prices = new TokenPrices(2.50, 10.00), ConcurrencyLimit = 6 };
    private KnnPredictor _predictor = null!;

    [OneTimeSetUp]
    public async Task FitAsync() =>
        _predictor = await new KnnTrainer().FitAsync(TrainingSet.Create(new ModelPool([_small, _large]), Observations.Make(200)));

    [Test]
    public async Task ScheduleAsync_HalfSumsHalfProofs_SendsSumsToTheSmallEndpointAndKeepsEveryLimit()
    {
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.80 });

        using var schedule = await scheduler.ScheduleAsync(Queries(12));

        var bySmall = schedule.Placements.Where(placement => placement.Endpoint!.Name == "small").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Optimal).Or.EqualTo(AssignmentStatus.Feasible));
            Assert.That(schedule.ExpectedSuccess, Is.GreaterThanOrEqualTo(0.80));
            Assert.That(bySmall, Has.Count.InRange(1, 6));
            Assert.That(bySmall.Count(placement => placement.Query.Text.StartsWith("What", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(bySmall.Count - 1), "the one slack the floor leaves may go to a proof");
            Assert.That(schedule.Placements.Sum(placement => placement.ExpectedCostUsd), Is.EqualTo(schedule.ExpectedCostUsd).Within(1e-12));
            Assert.That(schedule.Assignment.Bound, Is.LessThanOrEqualTo(schedule.Assignment.Objective));
        });
    }

    [Test]
    public async Task ScheduleAsync_MoreQueriesThanSlots_SaysHowManyStayUnserved()
    {
        using var scheduler = Scheduler(new SchedulingGoal());

        using var schedule = await scheduler.ScheduleAsync(Queries(15));
        using var deferred = await scheduler.ScheduleAsync(Queries(15), new SchedulingGoal { WhenInfeasible = InfeasiblePolicy.Defer });

        Assert.Multiple(() =>
        {
            Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Infeasible));
            Assert.That(schedule.Assignment.Infeasibility!.UnservedQueries, Is.EqualTo(3));
            Assert.That(schedule.Placements.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.Infeasible));
            Assert.That(deferred.Placements.Count(placement => placement.Reason == PlacementReason.Deferred), Is.EqualTo(3));
            Assert.That(deferred.Placements.Count(placement => placement.IsPlaced), Is.EqualTo(12));
        });
    }

    [Test]
    public async Task ScheduleAsync_FloorOutOfReach_TellsTheHighestAndRelaxesToItWhenAsked()
    {
        using var scheduler = Scheduler(new SchedulingGoal { QualityFloor = 0.999, FloorScope = FloorScope.Batch });

        using var reported = await scheduler.ScheduleAsync(Queries(4));
        using var relaxed = await scheduler.ScheduleAsync(Queries(4), new SchedulingGoal { QualityFloor = 0.999, FloorScope = FloorScope.Batch, WhenInfeasible = InfeasiblePolicy.RelaxFloor });

        Assert.That(reported.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(relaxed.ExpectedSuccess, Is.EqualTo(reported.Assignment.Infeasibility!.HighestQuality!.Value).Within(1e-9));
        Assert.That(relaxed.Placements.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.LimitRelaxed));
    }

    [Test]
    public async Task PlaceAsync_OneByOne_UsesWhatIsFree()
    {
        using var scheduler = Scheduler(new SchedulingGoal());
        var leases = new List<Lease>();
        var names = new List<string>();

        foreach (var query in Queries(12))
        {
            var placement = await scheduler.PlaceAsync(query);
            leases.Add(placement.Lease!);
            names.Add(placement.Endpoint!.Name);
        }

        var none = await scheduler.PlaceAsync(new Query("late", "What is 1 x 1?"));
        leases.ForEach(lease => lease.Settle(12, 40));
        var again = await scheduler.PlaceAsync(new Query("later", "What is 1 x 1?"));

        Assert.That(names, Is.EqualTo(Enumerable.Repeat("small", 6).Concat(Enumerable.Repeat("large", 6))));
        Assert.That(none.Reason, Is.EqualTo(PlacementReason.Infeasible));
        Assert.That(again.Endpoint!.Name, Is.EqualTo("small"));
    }

    [Test]
    public async Task AddEccos_FromConfigurationWithTwoNames_SchedulesBoth()
    {
        var path = await Observations.WriteAsync(Path.GetTempFileName(), 100);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Endpoints:0:Name"] = "small",
            ["Endpoints:0:Prices:Input"] = "0.15",
            ["Endpoints:0:Prices:Output"] = "0.6",
            ["Endpoints:1:Name"] = "large",
            ["Endpoints:1:Prices:Input"] = "2.5",
            ["Endpoints:1:Prices:Output"] = "10",
            ["Goal:QualityFloor"] = "0.7",
        }).Build();
        var services = new ServiceCollection();
        services.AddEccos("cheap", configuration).AddKnnPredictor(path).AddMipOptimizer();
        services.AddEccos("good", configuration).AddKnnPredictor(path).AddMipOptimizer();
        await using var provider = services.BuildServiceProvider();

        using var cheap = await provider.GetRequiredKeyedService<IScheduler>("cheap").ScheduleAsync(Queries(8));
        using var good = await provider.GetRequiredKeyedService<IScheduler>("good").ScheduleAsync(Queries(8), new SchedulingGoal { Objective = Objective.BestQuality });

        File.Delete(path);
        Assert.That(good.ExpectedSuccess, Is.GreaterThan(cheap.ExpectedSuccess));
        Assert.That(good.ExpectedCostUsd, Is.GreaterThan(cheap.ExpectedCostUsd));
    }

    [Test]
    public async Task LabelAsync_SmallEndpointFailsAtSums_SendsThemToTheLargeOne()
    {
        var path = await Observations.WriteAsync(Path.GetTempFileName(), 100);
        var services = new ServiceCollection();
        services.AddEccos(options =>
        {
            options.Endpoints.Add(_small);
            options.Endpoints.Add(_large);
        }).AddKnnPredictor(path).AddMipOptimizer();
        await using var provider = services.BuildServiceProvider();
        var scheduler = provider.GetRequiredService<IScheduler>();
        Query Sum(int i) => new($"sum {i}", $"What is {i + 300} x {i + 31}?") { MinimumSuccess = 0.5 };

        var before = await scheduler.PlaceAsync(Sum(0));
        before.Lease!.Dispose();
        var labels = 0;
        var after = before;
        for (; labels < 200 && after.Endpoint!.Name == "small"; labels++)
        {
            after = await scheduler.PlaceAsync(Sum(labels + 1));
            after.Lease!.Settle(12, 30);
            Assert.That(await scheduler.LabelAsync(after.Id, 0), Is.True);
        }

        File.Delete(path);
        Assert.That(before.Endpoint!.Name, Is.EqualTo("small"));
        Assert.That(after.Endpoint!.Name, Is.EqualTo("large"), $"after {labels} labels");
    }

    [Test]
    public async Task ScheduleAsync_EndpointsWithoutPrices_UsesTheCostsOfTheRecords()
    {
        var pool = new ModelPool([new Endpoint("small"), new Endpoint("large")]);
        var records = Observations.Make(100).Select(record => record with
        {
            Outputs = [.. record.Outputs.Select(output => output with { InputTokens = null, OutputTokens = null, CostUsd = output.Endpoint == "small" ? 0.001 : 0.02 })],
        });
        var predictor = await new KnnTrainer(new KnnOptions()).FitAsync(TrainingSet.Create(pool, records));
        using var scheduler = Scheduler(new SchedulingGoal(), predictor, [.. pool]);

        using var schedule = await scheduler.ScheduleAsync(Queries(4));

        Assert.That(schedule.Placements.Select(placement => placement.ExpectedCostUsd), Is.All.EqualTo(0.001).Within(1e-6));
    }

    private EccosScheduler Scheduler(SchedulingGoal goal) => Scheduler(goal, _predictor, _small, _large);

    private static EccosScheduler Scheduler(SchedulingGoal goal, IPredictor predictor, params Endpoint[] endpoints)
    {
        var options = new EccosOptions { Goal = goal };
        foreach (var endpoint in endpoints)
            options.Endpoints.Add(endpoint);
        return new EccosScheduler(options, predictor, new AutomaticOptimizer(), new() { TokenCounter = new TiktokenCounter() });
    }

    private static Query[] Queries(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Query(
            $"q{i}",
            i % 2 == 0 ? $"What is {i + 300} x {i + 31}?" : $"Prove that there are infinitely many primes of kind {i + 1000}.")),
    ];
}
