using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Infeasible;

[Parallelizable(ParallelScope.All)]
internal sealed class ConflictTests
{
    [Test]
    public void Solve_SmallInfeasibleProblems_NamesASmallestConflictAndWhatWouldDo([Range(0, 3)] int part)
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 0 });
        var (seen, larger) = (0, 0);
        for (var seed = 40_000 + (part * 400); seed < 40_400 + (part * 400); seed++)
        {
            var problem = RandomProblem.Small(seed, 5, 4);
            if (IsFeasible(problem, 1.001e-9))
                continue;
            var reason = optimizer.Solve(problem).Infeasibility!;
            if (reason.QueriesWithoutEndpoint.Count > 0)
            {
                Assert.That(reason.Conflict, Is.Empty);
                continue;
            }

            var all = SomeLimits.All(problem);
            var conflict = reason.Conflict.Select(limit => (limit.Kind, limit.Endpoint, limit.Group)).ToArray();
            Assert.That(reason.IsSmallestConflict, $"seed {seed}");
            Assert.That(IsFeasible(SomeLimits.Of(problem, conflict), 1e-13), Is.False, $"seed {seed}: {reason.Message}");
            foreach (var smaller in Subsets(all, conflict.Length - 1))
                Assert.That(IsFeasible(SomeLimits.Of(problem, smaller), 1.001e-9), $"seed {seed}: {string.Join(", ", smaller)} conflict");
            foreach (var limit in reason.Conflict)
                CheckReachable(problem, conflict, limit, seed);
            seen++;
            larger += conflict.Length > 1 ? 1 : 0;
        }

        Assert.That(seen, Is.GreaterThan(50));
        Assert.That(larger, Is.GreaterThan(10));
    }

    [Test]
    public void Solve_FloorAndBudgetInEachOthersWay_NamesThemWithoutTheRest()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 4, 1, 4, 1, 4, 1, 4], 2), new QueryEndpointMatrix([0.5, 0.9, 0.5, 0.9, 0.5, 0.9, 0.5, 0.9], 2))
        {
            QualityFloor = 0.7,
            Budget = 9,
            WorkloadLimits = [4, 4],
            MaximumShares = [0.75, null],
        };

        var reason = new DualGuidedOptimizer().Solve(problem).Infeasibility!;

        Assert.That(reason.Conflict.Select(limit => (limit.Kind, limit.Limit, limit.Reachable)), Is.EqualTo(new (LimitKind, double, double?)[]
        {
            (LimitKind.QualityFloor, 0.7, 0.6),
            (LimitKind.Budget, 9, 10),
        }));
        Assert.That(reason.Conflict[0].Give, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(reason.Message, Does.StartWith("These limits cannot be kept together").And.Contain("the quality floor, 0.7 (0.6 would do); the budget, 9 USD (10 would do)"));
    }

    [Test]
    public void Solve_GroupOutOfReachOfItsFloor_NamesTheGroupAlone()
    {
        var basis = RandomProblem.Realistic(300, 5, 7);
        var problem = new AssignmentProblem(basis.Cost, basis.Quality)
        {
            QualityFloor = basis.QualityFloor,
            WorkloadLimits = basis.WorkloadLimits,
            Groups = [new QueryGroup("easy", [1, 5, 9]) { Budget = 1 }, new QueryGroup("hard", [0, 2, 4]) { QualityFloor = 1 }],
        };

        var reason = new AutomaticOptimizer().Solve(problem).Infeasibility!;

        var highest = new[] { 0, 2, 4 }.Average(i => basis.Quality.Row(i).ToArray().Max());
        Assert.That(reason.Conflict, Has.Count.EqualTo(1));
        Assert.That((reason.Conflict[0].Kind, reason.Conflict[0].Group), Is.EqualTo((LimitKind.QualityFloor, "hard")));
        Assert.That(reason.Conflict[0].Reachable, Is.EqualTo(highest).Within(1e-6));
        Assert.That(reason.IsSmallestConflict);
    }

    /// <summary>With the limit at what is called reachable the set can be kept; a little tighter it cannot.</summary>
    private static void CheckReachable(AssignmentProblem problem, (LimitKind, int?, string?)[] conflict, ConflictingLimit limit, int seed)
    {
        Assert.That(limit.Reachable, Is.Not.Null, $"seed {seed}");
        var isLeast = limit.Kind is LimitKind.QualityFloor or LimitKind.MinimumShare;
        var isCount = limit.Kind is LimitKind.Workload or LimitKind.MinimumShare or LimitKind.MaximumShare;
        var reachable = limit.Reachable!.Value;

        // Shares are rounded to whole queries: a whole query tighter than what is reached.
        var step = limit.Kind == LimitKind.Workload ? 1 : isCount ? 1.0 / problem.QueryCount : 1e-5 * Math.Max(Math.Abs(reachable), 1e-12);
        var tighter = reachable + (isLeast ? step : -step);
        Assert.That(IsFeasible(At(reachable), 1.001e-9), $"seed {seed}: {limit}");
        if (tighter >= 0 && (!isLeast || tighter <= 1))
            Assert.That(IsFeasible(At(tighter), 1e-13), Is.False, $"seed {seed}: {limit} can be {tighter}");

        AssignmentProblem At(double value) => SomeLimits.Of(
            problem, conflict, (key, asked) => key == (limit.Kind, limit.Endpoint, limit.Group) ? value : asked);
    }

    private static bool IsFeasible(AssignmentProblem problem, double tolerance) => new Exhaustive(problem, tolerance).Solve() is not null;

    private static IEnumerable<T[]> Subsets<T>(List<T> all, int size) => size == 0
        ? [[]]
        : Enumerable.Range(0, all.Count).SelectMany(k => Subsets(all[(k + 1)..], size - 1).Select(rest => (T[])[all[k], .. rest]));
}
