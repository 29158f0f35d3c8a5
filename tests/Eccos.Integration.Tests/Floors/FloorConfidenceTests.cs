using Eccos.Optimization;

namespace Eccos.Integration.Tests.Floors;

public sealed class FloorConfidenceTests
{
    private const int Batches = 600;
    private const int Size = 100;

    [TestCase(0, 0.95)]
    [TestCase(0.3, 0.95)]
    [TestCase(0.3, 0.8)]
    public async Task ScheduleAsync_ErrorsOfKnownCovariance_AsManyBatchesFallShortAsTheConfidenceAllows(double correlation, double confidence)
    {
        var goal = new SchedulingGoal { QualityFloor = 0.66, FloorScope = FloorScope.Batch, FloorConfidence = confidence };

        var (share, schedules) = await ShareBelowAsync(correlation, goal);

        // 4 standard errors of the binomial; the outcomes of a batch have a grid of 0.01 and the floor lies on it.
        var allowed = 1 - confidence;
        Assert.That(share, Is.EqualTo(allowed).Within((4 * Math.Sqrt(allowed * confidence / Batches)) + (0.3 * allowed)));
        Assert.That(schedules.Select(schedule => schedule.ExpectedSuccess - 0.66 - schedule.Floor!.Margin), Is.All.GreaterThan(-1e-9), "each keeps its own margin");
        Assert.That(schedules.Select(schedule => schedule.ExpectedSuccess - 0.66 - schedule.Floor!.Margin), Has.Some.LessThan(2e-3), "and asks for hardly more");
    }

    [Test]
    public async Task ScheduleAsync_NoConfidence_HalfTheBatchesFallShort()
    {
        var (share, _) = await ShareBelowAsync(0.3, new SchedulingGoal { QualityFloor = 0.66, FloorScope = FloorScope.Batch });

        Assert.That(share, Is.EqualTo(0.5).Within(0.1));
    }

    [Test]
    public async Task ScheduleAsync_MoreConfidenceThanCanBeHad_SaysWhichCanBe()
    {
        var world = new SimulatedWorld(Size, Size, 0.05, 0.3, _ => 0, seed: 3);
        using var scheduler = new EccosScheduler(SimulatedWorld.Options(new() { QualityFloor = 0.78, FloorScope = FloorScope.Batch, FloorConfidence = 0.99 }), world, new DualGuidedOptimizer());

        using var schedule = await scheduler.ScheduleAsync(world.Queries);

        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(schedule.Placements.Select(placement => placement.IsPlaced), Is.All.False);
        Assert.That(schedule.Assignment.Infeasibility!.Message, Does.StartWith("The floor of 0.78 with a confidence of 0.99 asks for a predicted success of 0.8").And.Contains("holds the floor with a confidence of 0."));

        using var relaxed = await scheduler.ScheduleAsync(
            world.Queries,
            new() { QualityFloor = 0.78, FloorScope = FloorScope.Batch, FloorConfidence = 0.99, WhenInfeasible = InfeasiblePolicy.RelaxFloor });
        var best = (await world.PredictAsync(world.Queries)).Success;
        Assert.That(relaxed.ExpectedSuccess, Is.EqualTo(Enumerable.Range(0, Size).Average(i => best.Row(i).ToArray().Max())).Within(1e-9));
    }

    private static async Task<(double Share, List<Schedule> Schedules)> ShareBelowAsync(double correlation, SchedulingGoal goal)
    {
        var world = new SimulatedWorld(Batches * Size, Size, 0.06, correlation, _ => 0, seed: 1);
        using var scheduler = new EccosScheduler(SimulatedWorld.Options(goal), world, new DualGuidedOptimizer());
        var random = new Random(2);
        var schedules = new List<Schedule>();
        var below = 0;
        foreach (var batch in world.Queries.Chunk(Size))
        {
            var schedule = await scheduler.ScheduleAsync(batch);
            schedules.Add(schedule);
            below += schedule.Placements.Count(placement => random.NextDouble() < world.Truth(placement)) < (goal.QualityFloor!.Value * Size) - 1e-9 ? 1 : 0;
            schedule.Dispose();
        }

        return ((double)below / Batches, schedules);
    }
}
