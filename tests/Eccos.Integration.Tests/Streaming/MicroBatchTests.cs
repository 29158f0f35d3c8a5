using Eccos.Integration.Tests.Floors;
using Eccos.Optimization;

namespace Eccos.Integration.Tests.Streaming;

/// <summary>Micro-batches with the real optimizers, against the same queries one by one: sixteen come at once and take scarce slots, then their slots are free again.</summary>
public sealed class MicroBatchTests
{
    private const int Size = 16;
    private const int Asked = 1024;
    private const int Typical = 256;
    private const double Floor = 0.66;

    [TestCase(4)]
    [TestCase(5)]
    [TestCase(16)]
    public async Task PlaceAsync_MicroBatches_CostNoMoreThanOneByOneForTheSameFloor(int slots)
    {
        var world = new SimulatedWorld(Asked + Typical, Asked + Typical, 0.05, 0, _ => 0, seed: 11);
        var goal = new SchedulingGoal { QualityFloor = Floor, WhenInfeasible = InfeasiblePolicy.RelaxFloor };

        var single = await RunAsync(world, goal, slots, isTogether: false);
        var together = await RunAsync(world, goal, slots, isTogether: true);

        // What lies above the floor could be sold at the multiplier.
        var lambda = (single.Multiplier + together.Multiplier) / 2;
        double AtTheFloor((double Cost, double Success, double Multiplier) run) => run.Cost - (lambda * Asked * (run.Success - Floor));
        await TestContext.Out.WriteLineAsync(
            $"{slots} slots: {single.Cost:0.00000} USD at {single.Success:0.0000} one by one, {together.Cost:0.00000} at {together.Success:0.0000} together; at the floor {AtTheFloor(single):0.00000} and {AtTheFloor(together):0.00000}");
        Assert.That(single.Success, Is.GreaterThanOrEqualTo(Floor));
        Assert.That(together.Success, Is.GreaterThanOrEqualTo(Floor));
        // Each micro-batch costs no more than its prices' own choices would; over a whole run both streams come to prices of their own, which differ in the last thousandth.
        Assert.That(AtTheFloor(together), Is.LessThanOrEqualTo(AtTheFloor(single) * 1.001));
    }

    [Test]
    public async Task PlaceAsync_BudgetedMicroBatches_KeepThePaceAndAnswerNoLess()
    {
        var world = new SimulatedWorld(Asked + Typical, Asked + Typical, 0.05, 0, _ => 0, seed: 12);
        var goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = 0.015, WhenInfeasible = InfeasiblePolicy.RelaxBudget };

        var single = await RunAsync(world, goal, 6, isTogether: false);
        var together = await RunAsync(world, goal, 6, isTogether: true);

        await TestContext.Out.WriteLineAsync($"{single.Cost:0.00000} USD at {single.Success:0.0000} one by one, {together.Cost:0.00000} at {together.Success:0.0000} together");
        Assert.That(together.Cost, Is.LessThanOrEqualTo(Asked * 0.015 * (1 + 1e-9)));
        Assert.That(together.Success, Is.GreaterThanOrEqualTo(single.Success - 1e-3));
    }

    [TestCase(Objective.LeastCost)]
    [TestCase(Objective.BestQuality)]
    public async Task PlaceAsync_MicroBatchesMadeAgainFromTheirRecords_ComeOutTheSame(Objective objective)
    {
        var world = new SimulatedWorld(Asked + Typical, Asked + Typical, 0.05, 0.3, _ => 0, seed: 13);
        var goal = objective == Objective.LeastCost
            ? new SchedulingGoal { QualityFloor = Floor, FloorConfidence = 0.8, WhenInfeasible = InfeasiblePolicy.RelaxFloor }
            : new SchedulingGoal { Objective = objective, BudgetUsd = 0.015, WhenInfeasible = InfeasiblePolicy.RelaxBudget };
        var taken = new Taken();

        await RunAsync(world, goal, 5, isTogether: true, taken);
        var report = await DecisionReplay.RunAsync(taken.Records.ToAsyncEnumerable(), new DualGuidedOptimizer());

        Assert.That((report.Same, report.Different, report.NotReplayable), Is.EqualTo((Asked, 0, 0)));
        var together = taken.Records.Count(record => record.Batch is not null);
        await TestContext.Out.WriteLineAsync($"{together} of {Asked} decided by the optimizer");
        Assert.That(together, Is.GreaterThan(Asked / 8), "what the prices alone decide tells nothing of the optimizer");
    }

    private static async Task<(double Cost, double Success, double Multiplier)> RunAsync(SimulatedWorld world, SchedulingGoal goal, int slots, bool isTogether, IDecisionSink? decisions = null)
    {
        var options = SimulatedWorld.Options(goal);
        for (var j = 0; j < options.Endpoints.Count; j++)
            options.Endpoints[j] = options.Endpoints[j] with { ConcurrencyLimit = slots };
        options.Streaming.WhenFull = WhenFull.Relax;
        options.Streaming.MicroBatchSize = Size;
        options.Streaming.MicroBatchWindow = isTogether ? TimeSpan.FromSeconds(10) : null;
        foreach (var query in world.Queries.Skip(Asked))
            options.Streaming.ReferenceQueries.Add(query);
        using var scheduler = new EccosScheduler(options, world, new DualGuidedOptimizer(), new() { OnlineOptimizer = new PriceDirectedOptimizer(), Decisions = decisions });
        var (cost, success, multiplier) = (0.0, 0.0, 0.0);
        foreach (var chunk in world.Queries.Take(Asked).Chunk(Size))
        {
            var placed = new List<Placement>();
            if (isTogether)
                placed.AddRange(await Task.WhenAll(chunk.Select(query => scheduler.PlaceAsync(query).AsTask())));
            for (var i = 0; !isTogether && i < chunk.Length; i++)
                placed.Add(await scheduler.PlaceAsync(chunk[i]));
            Assert.That(placed.All(placement => placement.IsPlaced), Is.True);
            cost += placed.Sum(placement => placement.ExpectedCostUsd);
            success += placed.Sum(placement => placement.SuccessProbability);
            multiplier += placed.Sum(placement => placement.Multiplier!.Value);
            placed.ForEach(placement => placement.Lease!.Dispose());
        }

        return (cost, success / Asked, multiplier / Asked);
    }

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
