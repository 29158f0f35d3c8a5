using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

/// <summary>20,000 different small problems of every kind against trying all assignments, once with limits taken strictly and once with the tolerance.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class DualGuidedOptimizerBruteForceTests
{
    private const double Documented = 1e-9;

    [Test]
    public void Solve_SmallRandomProblems_AgreesWithBruteForceToTheGap([Values(1e-3, 0)] double gap, [Range(0, 9)] int part)
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = gap });
        var first = (gap == 0 ? 100_000 : 0) + (part * 1000);
        for (var seed = first; seed < first + 1000; seed++)
        {
            // Nine queries on five endpoints are two million assignments; few problems are as large.
            var (queries, endpoints) = seed % 200 == 0 ? (9, 5) : seed % 10 == 1 ? (8, 4) : seed % 2 == 0 ? (9, 3) : (6, 5);
            var problem = RandomProblem.Small(seed, queries, endpoints);
            var optima = new Exhaustive(problem, 1e-13, 1.001 * Documented).SolveAll();
            var (strict, lax) = (optima[0], optima[1]);
            if (strict is null == lax is null)
                Check(problem, optimizer.Solve(problem), strict, lax, gap, seed);
        }
    }

    [Test]
    public void Solve_Infeasible_ReasonAndPolicyAreThoseOfTheExactOptimizer([Range(0, 3)] int part)
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 0 });
        var exact = new MipOptimizer();
        var infeasible = 0;
        for (var seed = 20000 + (part * 100); seed < 20100 + (part * 100); seed++)
        {
            var problem = RandomProblem.Small(seed);
            if (new Exhaustive(problem, 1e-13).Solve() is not null || new Exhaustive(problem, 1.001 * Documented).Solve() is not null)
                continue;
            infeasible++;
            var (actual, expected) = (optimizer.Solve(problem), exact.Solve(problem));
            Assert.That(actual.Status, Is.EqualTo(expected.Status), $"seed {seed}");
            Assert.That(actual.Objective, Is.EqualTo(expected.Objective).Within(1e-6).Percent, $"seed {seed}");
            Assert.That(actual.Infeasibility!.UnservedQueries, Is.EqualTo(expected.Infeasibility!.UnservedQueries), $"seed {seed}");
            Assert.That(actual.Infeasibility.QueriesWithoutEndpoint, Is.EqualTo(expected.Infeasibility.QueriesWithoutEndpoint), $"seed {seed}");
            Assert.That(actual.Infeasibility.HighestQuality ?? -1, Is.EqualTo(expected.Infeasibility.HighestQuality ?? -1).Within(2e-6), $"seed {seed}");
            Assert.That(actual.Infeasibility.LeastCost ?? -1, Is.EqualTo(expected.Infeasibility.LeastCost ?? -1).Within(3e-4).Percent, $"seed {seed}");
        }

        Assert.That(infeasible, Is.GreaterThan(10));
    }

    private static void Check(AssignmentProblem problem, Assignment actual, double? strict, double? lax, double gap, int seed)
    {
        if (strict is not { } expected || lax is not { } reachable)
        {
            Assert.That(actual.Infeasibility, Is.Not.Null, $"seed {seed}: {actual}");
            return;
        }

        Assert.That(actual.IsFound, $"seed {seed}: {actual}");
        Assert.That(actual.Infeasibility, Is.Null, $"seed {seed}: {actual}");
        var judge = new BruteForce(problem, 1.001 * Documented);
        var found = judge.Evaluate(actual.EndpointOf);
        Assert.That(judge.Broken(found, problem.QualityFloor, problem.Budget), Is.Empty, $"seed {seed}");
        Assert.That(actual.Objective, Is.EqualTo(found.Objective(problem)).Within(1e-12 * Math.Max(Math.Abs(actual.Objective), actual.Scale)), $"seed {seed}: objective");
        var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
        var (value, optimum) = (sign * actual.Objective, sign * expected);
        var allowed = Math.Max(gap, 1e-8) * Math.Max(Math.Max(Math.Abs(value), Math.Abs(optimum)), actual.Scale) * 1.0001;
        Assert.That(value, Is.InRange(Math.Min(sign * reachable, optimum) - (1e-9 * Math.Max(Math.Abs(optimum), actual.Scale)), optimum + allowed), $"seed {seed}: {problem.Objective}");
        Assert.That(sign * actual.Bound, Is.LessThanOrEqualTo(optimum + (1e-13 * Math.Max(Math.Abs(optimum), actual.Scale))), $"seed {seed}: bound");
        Assert.That(actual.Gap, Is.LessThanOrEqualTo(Math.Max(gap, 1e-8) * 1.0001), $"seed {seed}: gap");
        if (gap == 0)
            Assert.That(actual.Status, Is.EqualTo(AssignmentStatus.Optimal), $"seed {seed}: {actual}");
    }
}
