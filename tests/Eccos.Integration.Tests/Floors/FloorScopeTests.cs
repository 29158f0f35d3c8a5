using Eccos.Optimization;

namespace Eccos.Integration.Tests.Floors;

public sealed class FloorScopeTests
{
    private const double Floor = 0.68;

    /// <summary>Correct answers that a running floor holds in reserve, and may owe at most.</summary>
    private const double Reserve = 2;

    [Test]
    public async Task ScheduleAsync_EasyAndHardBatchesInTurn_RunningFloorCostsLessAndHoldsAllTheWay()
    {
        var world = World(i => i / 64 % 2 == 0 ? 0.06 : -0.06);

        var hard = await RunAsync(world, 64, FloorScope.Batch);
        var running = await RunAsync(world, 64, FloorScope.Running);
        using var whole = new EccosScheduler(SimulatedWorld.Options(new() { QualityFloor = Floor, FloorScope = FloorScope.Batch }), world, new DualGuidedOptimizer());
        using var together = await whole.ScheduleAsync(world.Queries);

        Assert.That(running.Lowest, Is.GreaterThanOrEqualTo(-Reserve - 1e-6), "correct answers owed, at the worst moment");
        Assert.That(running.Cost, Is.LessThan(0.8 * hard.Cost));
        Assert.That(running.Cost, Is.LessThan(1.05 * together.ExpectedCostUsd), "as if all had been decided together");
        Assert.That(running.Surplus, Is.EqualTo(Reserve).Within(Reserve), "the reserve, give or take what the last batch, a hard one, took of it");
    }

    [Test]
    public async Task ScheduleAsync_AllHardQueriesFirst_RunningFloorHoldsAtTheEnd()
    {
        var world = World(i => i < 2048 ? -0.08 : 0.08);

        var running = await RunAsync(world, 128, FloorScope.Running);

        Assert.That(running.Lowest, Is.GreaterThanOrEqualTo(-Reserve - 1e-6));
        Assert.That(running.Surplus, Is.GreaterThan(-Reserve));
    }

    [Test]
    public async Task ScheduleAsync_FloorOutOfReachOfABatch_IsReportedOnlyWhereTheRunningAverageNeedsIt()
    {
        var world = World(i => i < 32 ? 0.05 : -0.25);
        using var scheduler = new EccosScheduler(SimulatedWorld.Options(new() { QualityFloor = Floor }), world, new DualGuidedOptimizer());

        using var easy = await scheduler.ScheduleAsync([.. world.Queries.Take(32)]);
        using var few = await scheduler.ScheduleAsync([.. world.Queries.Skip(32).Take(8)]);
        using var many = await scheduler.ScheduleAsync([.. world.Queries.Skip(64).Take(64)]);

        Assert.That(few.Status, Is.Not.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(few.ExpectedSuccess, Is.LessThan(Floor));
        Assert.That(few.Placements.Select(placement => placement.Reason), Is.All.EqualTo(PlacementReason.MeetsGoal));
        Assert.That(many.Status, Is.EqualTo(AssignmentStatus.Infeasible), "64 queries that much below the floor are more than the running average can bear");
    }

    [Test]
    public async Task ScheduleAsync_GoalsThatDiffer_HaveRunningAveragesOfTheirOwn()
    {
        var world = World(_ => 0);
        using var scheduler = new EccosScheduler(SimulatedWorld.Options(new() { QualityFloor = Floor }), world, new DualGuidedOptimizer());
        Query[] batch = [.. world.Queries.Take(256)];

        using var first = await scheduler.ScheduleAsync(batch);
        using var other = await scheduler.ScheduleAsync(batch, new() { QualityFloor = 0.6 });
        using var second = await scheduler.ScheduleAsync(batch);

        Assert.That(first.Floor!.Asked, Is.EqualTo(Floor + (Reserve / 256)).Within(1e-9));
        Assert.That(other.Floor!.Asked, Is.EqualTo(0.6 + (Reserve / 256)).Within(1e-9));
        Assert.That(second.Floor!.Asked, Is.EqualTo(Floor).Within(2e-3), "the reserve is there by now");
    }

    [Test]
    public async Task ScheduleAsync_SameBatchesAgain_GivesTheSameSchedules()
    {
        var world = World(i => i / 64 % 2 == 0 ? 0.06 : -0.06);

        var first = await RunAsync(world, 64, FloorScope.Running);
        var second = await RunAsync(world, 64, FloorScope.Running);

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase(Objective.LeastCost)]
    [TestCase(Objective.BestQuality)]
    public async Task ScheduleAsync_FromThePricesOfTheBatchBefore_FindsAsMuchAsFromNone(Objective objective)
    {
        var world = World(i => i / 256 % 2 == 0 ? 0.05 : -0.05);
        var goal = new SchedulingGoal
        {
            Objective = objective,
            FloorScope = FloorScope.Batch,
            QualityFloor = objective == Objective.LeastCost ? Floor : null,
            BudgetUsd = objective == Objective.BestQuality ? 1.5 : null,
        };
        using var warm = new EccosScheduler(SimulatedWorld.Options(goal), world, new DualGuidedOptimizer());
        foreach (var batch in world.Queries.Chunk(256))
        {
            using var cold = new EccosScheduler(SimulatedWorld.Options(goal), world, new DualGuidedOptimizer());
            using var a = await warm.ScheduleAsync(batch);
            using var b = await cold.ScheduleAsync(batch);
            Assert.That(a.Assignment.IsFound && b.Assignment.IsFound);
            Assert.That(Math.Max(a.Assignment.Gap, b.Assignment.Gap), Is.LessThanOrEqualTo(1e-3 + 1e-12));
            Assert.That(a.Assignment.Objective, Is.EqualTo(b.Assignment.Objective).Within(0.1).Percent);
        }
    }

    private static SimulatedWorld World(Func<int, double> difficulty) => new(4096, 4096, 0.05, 0, difficulty, seed: 7);

    /// <summary>The spend, the correct answers above the floor at the end, and their lowest on the way.</summary>
    private static async Task<(double Cost, double Surplus, double Lowest)> RunAsync(SimulatedWorld world, int size, FloorScope scope)
    {
        using var scheduler = new EccosScheduler(SimulatedWorld.Options(new() { QualityFloor = Floor, FloorScope = scope }), world, new DualGuidedOptimizer());
        double cost = 0, surplus = 0, lowest = 0;
        foreach (var batch in world.Queries.Chunk(size))
        {
            using var schedule = await scheduler.ScheduleAsync(batch);
            Assert.That(schedule.Placements.Select(placement => placement.IsPlaced), Is.All.True, schedule.Assignment.Infeasibility?.Message);
            cost += schedule.ExpectedCostUsd;
            surplus += batch.Length * (schedule.ExpectedSuccess - Floor);
            lowest = Math.Min(lowest, surplus);
        }

        return (cost, surplus, lowest);
    }
}
