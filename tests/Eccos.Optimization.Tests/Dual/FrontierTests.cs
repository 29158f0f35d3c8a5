using CsCheck;
using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class FrontierTests
{
    [Test]
    public void Frontier_SmallRandomProblems_EncloseTheLeastCostOfEveryPoint([Range(0, 3)] int part)
    {
        var optimizer = new DualGuidedOptimizer();
        var seen = 0;
        for (var seed = part * 100; seed < (part + 1) * 100; seed++)
        {
            var basis = RandomProblem.Small(seed, 6, 4);
            var anyFloor = With(basis, null);
            var points = optimizer.Frontier(anyFloor, 9);
            if (basis.QueryCount == 0 || new Exhaustive(anyFloor, 1e-13).Solve() is null)
            {
                if (new Exhaustive(anyFloor, 1.001e-9).Solve() is null || basis.QueryCount == 0)
                    Assert.That(points, Is.Empty, $"seed {seed}");
                continue;
            }

            Assert.That(points, Is.Not.Empty, $"seed {seed}");
            foreach (var point in points)
            {
                var least = new Exhaustive(With(basis, point.Quality), 1.001e-9).Solve()!.Value;
                Assert.That(point.Cost, Is.GreaterThanOrEqualTo(least * (1 - 1e-9)), $"seed {seed}: {point}");
                Assert.That(point.Bound, Is.LessThanOrEqualTo(new Exhaustive(With(basis, point.Quality), 1e-13).Solve()!.Value * (1 + 1e-9)), $"seed {seed}: {point}");
                seen++;
            }
        }

        Assert.That(seen, Is.GreaterThan(100));
    }

    [Test]
    public void Frontier_WideGap_PointsStillRiseInQualityAndCost()
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 0.5 });
        LimitedProblems.Any.Sample(
            problem =>
            {
                var points = optimizer.Frontier(problem, 5);
                return points.Zip(points.Skip(1)).All(pair => pair.First.Quality < pair.Second.Quality && pair.First.Cost < pair.Second.Cost);
            },
            iter: 5000,
            print: LimitedProblems.Print);
    }

    [Test]
    public void Frontier_LargeBatch_LiesWithinTheGapOfSolvingEachFloor()
    {
        var problem = RandomProblem.Realistic(600, 6, 11, headroom: 1.4);
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-4 });
        var points = optimizer.Frontier(problem, 17);
        Assert.That(points, Has.Count.EqualTo(17));
        Assert.That(points.Select(p => p.Quality), Is.Ordered);
        Assert.That(points.Select(p => p.Cost), Is.Ordered);
        foreach (var point in points.Skip(1).Take(15))
        {
            var solved = optimizer.Solve(With(problem, point.Quality));
            Assert.That(point.Cost, Is.EqualTo(solved.Objective).Within(0.05).Percent, $"{point}");
            Assert.That(point.Bound, Is.LessThanOrEqualTo(solved.Objective));
        }
    }

    [Test]
    public void Frontier_OnePoint_IsRefused() =>
        Assert.That(() => new DualGuidedOptimizer().Frontier(RandomProblem.Realistic(5, 2, 1), 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static AssignmentProblem With(AssignmentProblem basis, double? floor) => new(basis.Cost, basis.Quality)
    {
        QualityFloor = floor,
        WorkloadLimits = basis.WorkloadLimits,
        Tokens = basis.Tokens,
        TokenLimits = basis.TokenLimits,
        Eligible = basis.Eligible,
    };
}
