using Eccos.Integration.Tests.Floors;
using Eccos.Optimization;

namespace Eccos.Integration.Tests.Streaming;

/// <summary>Goals of every kind held over a stream, against the optimum that knows the whole of it.</summary>
public sealed class StreamingGoalTests
{
    private const int Queries = 2000;

    [Test]
    public async Task PlaceAsync_FloorsAndBudgetsOfGroups_HoldEachAtHardlyMoreThanTheOptimum([Values] bool isTogether)
    {
        var world = new SimulatedWorld(Queries, Queries, 0.05, 0, _ => 0, seed: 21);
        var queries = Grouped(world);
        var goal = new SchedulingGoal
        {
            QualityFloor = 0.62,
            WhenInfeasible = InfeasiblePolicy.RelaxFloor,
            Groups = new Dictionary<string, GroupLimits> { ["gold"] = new() { QualityFloor = 0.75 }, ["free"] = new() { BudgetUsd = 0.003 } },
        };

        var placed = await RunAsync(world, goal, queries, isTogether);

        Placement[] gold = [.. placed.Where(placement => placement.Query.Groups.Contains("gold"))], free = [.. placed.Where(placement => placement.Query.Groups.Contains("free"))];
        Assert.That(placed.Average(placement => placement.SuccessProbability), Is.GreaterThanOrEqualTo(0.62));
        Assert.That(gold.Average(placement => placement.SuccessProbability), Is.GreaterThanOrEqualTo(0.75));
        Assert.That(free.Average(placement => placement.ExpectedCostUsd), Is.LessThanOrEqualTo(0.003 * (1 + 1e-9)));

        // The same averages, asked of the optimizer for all queries at once.
        var optimum = await OptimumAsync(world, queries, goal, placed, gold, free);
        var cost = placed.Sum(placement => placement.ExpectedCostUsd);
        await TestContext.Out.WriteLineAsync($"{cost / optimum.Cost:0.0000} of the optimum at the same averages");
        Assert.That(optimum.IsFound, Is.True);
        Assert.That(cost, Is.LessThan(optimum.Cost * 1.02));
    }

    [Test]
    public async Task PlaceAsync_WeightedSumWithoutLimits_IsTheArgMinOfEveryQuery()
    {
        var world = new SimulatedWorld(300, 300, 0.05, 0, _ => 0, seed: 22);
        var goal = new SchedulingGoal { Objective = Objective.WeightedSum, QualityWeightUsd = 0.1 };

        var placed = await RunAsync(world, goal, world.Queries, isTogether: false);

        var prediction = await world.PredictAsync(world.Queries);
        for (var i = 0; i < placed.Length; i++)
        {
            double Value(int j) => (Math.Pow(4, j) / 1000) - (0.1 * prediction.Success[i, j]);
            var best = Enumerable.Range(0, SimulatedWorld.M).MinBy(Value);
            Assert.That(placed[i].Endpoint!.Name, Is.EqualTo(SimulatedWorld.Names[best]));
            Assert.That(placed[i].Multiplier, Is.EqualTo(0.1));
        }
    }

    [Test]
    public async Task PlaceAsync_WeightedSumWithAFloor_HoldsItAndIsNearTheOptimum()
    {
        var world = new SimulatedWorld(Queries, Queries, 0.05, 0, _ => 0, seed: 23);
        var goal = new SchedulingGoal { Objective = Objective.WeightedSum, QualityWeightUsd = 0.01, QualityFloor = 0.7, WhenInfeasible = InfeasiblePolicy.RelaxFloor };

        var placed = await RunAsync(world, goal, world.Queries, isTogether: false);

        var success = placed.Average(placement => placement.SuccessProbability);
        var cost = placed.Sum(placement => placement.ExpectedCostUsd);
        var optimum = await OptimumAsync(world, world.Queries, goal with { QualityFloor = success });
        Assert.That(success, Is.GreaterThanOrEqualTo(0.7));
        Assert.That(cost, Is.LessThan(optimum.Cost * 1.02));
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    public async Task PlaceAsync_FloorConfidence_OutcomesHoldTheFloorAsOftenAsItSays(double correlation)
    {
        const int Streams = 120, Length = 200;
        var world = new SimulatedWorld(Streams * Length, Length, 0.06, correlation, _ => 0, seed: 24);

        var with = await ShareBelowAsync(world, Length, 0.95);
        var without = await ShareBelowAsync(world, Length, null);

        await TestContext.Out.WriteLineAsync($"below the floor: {with:P1} with a confidence of 0.95, {without:P1} without");
        Assert.That(with, Is.LessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Streams))));
        Assert.That(without, Is.GreaterThan(0.15));
    }

    private static async Task<double> ShareBelowAsync(SimulatedWorld world, int length, double? confidence)
    {
        var goal = new SchedulingGoal { QualityFloor = 0.66, FloorConfidence = confidence, WhenInfeasible = InfeasiblePolicy.RelaxFloor };
        var random = new Random(5);
        var (below, streams) = (0, 0);
        foreach (var stream in world.Queries.Chunk(length))
        {
            var placed = await RunAsync(world, goal, stream, isTogether: false, new() { SampleSize = 64, SolveEvery = 64, RepayOver = 64 });
            below += placed.Count(placement => random.NextDouble() < world.Truth(placement)) < (0.66 * length) - 1e-9 ? 1 : 0;
            streams++;
        }

        return (double)below / streams;
    }

    /// <summary>A third gold, a third free, and some of both.</summary>
    private static Query[] Grouped(SimulatedWorld world) =>
        [.. world.Queries.Select((query, i) => query with { Groups = (i % 9) switch { 0 or 3 or 6 => ["gold"], 1 or 4 or 7 => ["free"], _ => [] } })];

    private static async Task<Placement[]> RunAsync(SimulatedWorld world, SchedulingGoal goal, IReadOnlyList<Query> queries, bool isTogether, PriceDirectedOptions? prices = null)
    {
        var options = SimulatedWorld.Options(goal);
        options.Streaming.MicroBatchSize = 10;
        options.Streaming.MicroBatchWindow = isTogether ? TimeSpan.FromSeconds(10) : null;
        using var scheduler = new EccosScheduler(options, world, new DualGuidedOptimizer(), new() { OnlineOptimizer = new PriceDirectedOptimizer(prices) });
        var placed = new List<Placement>();
        foreach (var chunk in queries.Chunk(10))
            placed.AddRange(await Task.WhenAll(chunk.Select(query => scheduler.PlaceAsync(query).AsTask())));
        Assert.That(placed.All(placement => placement.IsPlaced), Is.True);
        placed.ForEach(placement => placement.Lease!.Dispose());
        return [.. placed];
    }

    private static async Task<Assignment> OptimumAsync(SimulatedWorld world, IReadOnlyList<Query> queries, SchedulingGoal goal, Placement[]? placed = null, Placement[]? gold = null, Placement[]? free = null)
    {
        var prediction = await world.PredictAsync(queries);
        var cost = new double[queries.Count * SimulatedWorld.M];
        for (var k = 0; k < cost.Length; k++)
            cost[k] = Math.Pow(4, k % SimulatedWorld.M) / 1000;
        return new DualGuidedOptimizer().Solve(new AssignmentProblem(new QueryEndpointMatrix(cost, SimulatedWorld.M), prediction.Success)
        {
            Objective = goal.Objective,
            QualityWeight = goal.QualityWeightUsd,
            QualityFloor = (placed?.Average(placement => placement.SuccessProbability) ?? goal.QualityFloor) - 1e-9,
            Groups = placed is null ? [] :
            [
                new QueryGroup("gold", Members("gold")) { QualityFloor = gold!.Average(placement => placement.SuccessProbability) - 1e-9 },
                new QueryGroup("free", Members("free")) { Budget = free!.Sum(placement => placement.ExpectedCostUsd) + 1e-9 },
            ],
        });

        int[] Members(string name) => [.. Enumerable.Range(0, queries.Count).Where(i => queries[i].Groups.Contains(name))];
    }
}
