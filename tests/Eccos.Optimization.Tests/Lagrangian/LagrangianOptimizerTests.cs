using Eccos.Optimization.Tests.Support;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Lagrangian;

[Parallelizable(ParallelScope.All)]
internal sealed class LagrangianOptimizerTests
{
    [Test]
    public void Solve_SmallRandomProblems_BoundAndFeasibilityHold([Range(0, 3)] int part)
    {
        var optimizer = new LagrangianOptimizer();
        var found = 0;
        for (var seed = part * 500; seed < (part + 1) * 500; seed++)
        {
            var problem = RandomProblem.Small(seed, 6, 4);
            var strict = new Exhaustive(problem, 1e-13).Solve();
            if (strict is null != new Exhaustive(problem, 1.001e-9).Solve() is null)
                continue;
            var actual = optimizer.Solve(problem);
            if (strict is not { } optimum)
            {
                Assert.That(actual.Status == AssignmentStatus.Unknown || actual.Infeasibility is not null, $"seed {seed}: {actual}");
                continue;
            }

            var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
            Assert.That(actual.Infeasibility, Is.Null, $"seed {seed}");
            if (!actual.IsFound)
                continue;
            found++;
            Assert.That(sign * actual.Bound, Is.LessThanOrEqualTo((sign * optimum) + (1e-12 * Math.Max(Math.Abs(optimum), actual.Scale))), $"seed {seed}: bound");
            var judge = new BruteForce(problem, 1.001e-9);
            Assert.That(judge.Broken(judge.Evaluate(actual.EndpointOf), problem.QualityFloor, problem.Budget), Is.Empty, $"seed {seed}");
        }

        Assert.That(found, Is.GreaterThan(200));
    }

    [Test]
    public void Solve_LargeBatch_BoundNearsTheDualOptimum([Values] Objective objective)
    {
        var problem = RandomProblem.Realistic(800, 6, 4, objective, 2);
        var paper = new LagrangianOptimizer(new LagrangianOptimizerOptions { Iterations = 2000, RelativeGap = 0 }).Solve(problem);
        var guided = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 }).Solve(problem);
        Assert.That(paper.Bound, Is.EqualTo(guided.Bound).Within(0.5).Percent);
    }

    [Test]
    public void Solve_NoLimits_IsTheArgminAtOnce()
    {
        var basis = RandomProblem.Realistic(50, 4, 7);
        var assignment = new LagrangianOptimizer().Solve(new AssignmentProblem(basis.Cost, basis.Quality));
        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.Cost, Is.EqualTo(Enumerable.Range(0, 50).Sum(i => basis.Cost.Row(i).ToArray().Min())).Within(1e-9).Percent);
    }

    [Test]
    public void Solve_FloorOutOfReach_SaysHowFar()
    {
        var basis = RandomProblem.Realistic(60, 4, 7);
        var assignment = new LagrangianOptimizer().Solve(new AssignmentProblem(basis.Cost, basis.Quality) { QualityFloor = 1 });
        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(assignment.Infeasibility!.HighestQuality, Is.EqualTo(Enumerable.Range(0, 60).Average(i => basis.Quality.Row(i).ToArray().Max())).Within(1e-6));
    }

    [Test]
    public void Constructor_OptionsOutOfRange_NamesAllValues() =>
        Assert.That(
            () => new LagrangianOptimizer(new LagrangianOptimizerOptions { Iterations = 0, StepFactor = 2.5, Patience = -3, RelativeGap = double.NaN }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("2.5").And.Message.Contains("-3").And.Message.Contains("NaN").And.Message.Contains("Iterations is 0"));
}
