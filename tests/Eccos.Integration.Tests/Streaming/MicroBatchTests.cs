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

    private static async Task<(double Cost, double Success, double Multiplier)> RunAsync(SimulatedWorld world, SchedulingGoal goal, int slots, bool isTogether)
    {
        var options = SimulatedWorld.Options(goal);
        for (var j = 0; j < options.Endpoints.Count; j++)
            options.Endpoints[j] = options.Endpoints[j] with { ConcurrencyLimit = slots };
        options.Streaming.WhenFull = WhenFull.Relax;
        options.Streaming.MicroBatchSize = Size;
        options.Streaming.MicroBatchWindow = isTogether ? TimeSpan.FromSeconds(10) : null;
        foreach (var query in world.Queries.Skip(Asked))
            options.Streaming.ReferenceQueries.Add(query);
        using var scheduler = new EccosScheduler(options, world, new DualGuidedOptimizer(), new() { OnlineOptimizer = new PriceDirectedOptimizer() });
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
}
