namespace Eccos.Optimization.Tests.Online;

/// <summary>Streams over endpoints with few slots, against the optimum that knows all queries and the share of them each endpoint can take.</summary>
public sealed class SlotStreamTests
{
    private const int Typical = 1000;
    private const int Warming = 512;
    private const int Counted = 2000;
    private const int M = 8;

    /// <summary>1.25 times the even share of 256 in flight.</summary>
    private static readonly int[] _slots = [.. Enumerable.Repeat(40, M)];

    [Test]
    public void Choose_BestQualityWithFewSlots_IsNearTheOptimumThatKnowsAllQueries([Values(1, 2, 3)] int seed)
    {
        var (cost, quality) = Traffic.Realistic(Typical + Warming + Counted, M, seed);
        var budget = 0.6 * cost.Average(row => row.Average());
        var goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = budget, WhenInfeasible = InfeasiblePolicy.RelaxBudget };

        var told = new SlotRunner(goal, _slots).Run(cost, quality, _ => 256, Typical).Placed[Warming..];
        var untold = new SlotRunner(goal, _slots, tellsCapacity: false).Run(cost, quality, _ => 256, Typical).Placed[Warming..];

        Assert.That(told.Average(choice => choice.Cost), Is.EqualTo(untold.Average(choice => choice.Cost)).Within(budget * 0.05));
        var optimum = Optimum(cost, quality, Counted * told.Average(choice => choice.Cost));
        Assert.That(told.Average(choice => choice.Quality), Is.InRange(optimum.Quality - 0.025, optimum.Quality), "what is lost is owed to chance");
        Assert.That(told.Average(choice => choice.Quality), Is.GreaterThan(untold.Average(choice => choice.Quality) + 0.003));
    }

    private static Assignment Optimum(double[][] cost, double[][] quality, double budget) => new DualGuidedOptimizer().Solve(
        new AssignmentProblem(Traffic.Matrix(cost[(Typical + Warming)..]), Traffic.Matrix(quality[(Typical + Warming)..]))
        {
            Objective = Objective.BestQuality,
            Budget = budget,
            WorkloadLimits = [.. _slots.Select(slots => (int?)(slots * Counted / 256))],
        });
}
