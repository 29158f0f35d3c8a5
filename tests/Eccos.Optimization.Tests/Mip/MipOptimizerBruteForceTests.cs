using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

/// <summary>Every kind of small problem against trying all assignments, once with limits taken strictly and once with the tolerance.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class MipOptimizerBruteForceTests
{
    private const double Documented = 1e-9;

    [Test]
    public void Solve_SmallRandomProblems_AgreesWithBruteForce([Values] MipSolver solver, [Range(0, 3)] int part)
    {
        var optimizer = new MipOptimizer(new MipOptimizerOptions { Solver = solver });
        for (var seed = part * 500; seed < (part + 1) * 500; seed++)
        {
            var problem = RandomProblem.Small(seed);
            Check(problem, optimizer.Solve(problem), seed);
        }
    }

    [TestCase(3237, Description = "Costs from 1e-8 to 1e2 USD under token limits")]
    [TestCase(5164, Description = "Deferral at a floor of 1, which all qualities meet exactly")]
    [TestCase(5808, Description = "CP-SAT missed the optimum where it compared constraints")]
    [TestCase(6546, Description = "Deferral at a floor of 1 with a budget")]
    [TestCase(15204, Description = "CP-SAT missed the optimum where it compared constraints")]
    public void Solve_ProblemsHardOnTheSolversNumbers_AgreesWithBruteForce(int seed)
    {
        var problem = RandomProblem.Small(seed);
        foreach (var solver in Enum.GetValues<MipSolver>())
            Check(problem, new MipOptimizer(new MipOptimizerOptions { Solver = solver }).Solve(problem), seed);
    }

    private static void Check(AssignmentProblem problem, Assignment actual, int seed)
    {
        var strict = new BruteForce(problem, 1e-13);
        var lax = new BruteForce(problem, 1.001 * Documented);
        if (strict.AsGiven() is null != lax.AsGiven() is null)
            return;
        var (expected, best) = (strict.Solve(), lax.Solve());
        Assert.That(actual.IsFound, Is.EqualTo(expected is not null), $"seed {seed}: {actual}");
        Assert.That(actual.Infeasibility is not null, Is.EqualTo(strict.AsGiven() is null), $"seed {seed}");
        CheckReason(strict, actual, seed);
        if (expected is null || best is null)
        {
            Assert.That(actual.EndpointOf, Is.All.EqualTo(Assignment.Unassigned));
            return;
        }

        var found = lax.Evaluate(actual.EndpointOf);
        Assert.That(found.Served, Is.EqualTo(expected.Served), $"seed {seed}: served");
        Assert.That(actual.Cost, Is.EqualTo(found.Cost).Within(1e-12).Percent, $"seed {seed}: cost");
        Assert.That(actual.Quality, Is.EqualTo(found.Quality).Within(1e-12), $"seed {seed}: quality");
        Assert.That(actual.Objective, Is.EqualTo(found.Objective(problem)).Within(1e-12 * Math.Max(Math.Abs(actual.Objective), actual.Scale)), $"seed {seed}: objective");
        var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
        var (target, reachable) = (sign * expected.Objective(problem), sign * best.Objective(problem));
        var room = 1e-8 * Math.Max(Math.Abs(target), actual.Scale);
        Assert.That(sign * actual.Objective, Is.InRange(Math.Min(reachable, target) - room, target + room), $"seed {seed}: {problem.Objective} {problem.WhenInfeasible}");
        Assert.That(sign * actual.Bound, Is.LessThanOrEqualTo(target + (1e-13 * Math.Max(Math.Abs(target), actual.Scale))), $"seed {seed}: bound");
        Assert.That(actual.Status, Is.EqualTo(AssignmentStatus.Optimal), $"seed {seed}: gap {actual.Gap}");
        if (actual.Infeasibility is null)
            Assert.That(lax.Broken(found, problem.QualityFloor, problem.Budget), Is.Empty, $"seed {seed}");
    }

    private static void CheckReason(BruteForce strict, Assignment actual, int seed)
    {
        if (actual.Infeasibility is not { } reason)
            return;
        Assert.That(actual.EndpointOf.Count - reason.QueriesWithoutEndpoint.Count - reason.UnservedQueries, Is.EqualTo(strict.MostServed()), $"seed {seed}: unserved");
        if (strict.MostServed() < actual.EndpointOf.Count)
            return;
        Assert.That(reason.HighestQuality ?? -1, Is.EqualTo(strict.HighestQuality() ?? -1).Within(1e-8), $"seed {seed}: highest quality");
        Assert.That(reason.LeastCost ?? -1, Is.EqualTo(strict.LeastCost() ?? -1).Within(1e-6).Percent, $"seed {seed}: least cost");
    }
}
