using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

internal sealed class MipOptimizerBindingLimitsTests
{
    [Test]
    public void Solve_FloorInTheWay_ReportsItWithWhatIsReached()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 4, 1, 4], 2), new QueryEndpointMatrix([0.6, 0.6, 0.4, 0.9], 2)) { QualityFloor = 0.7 };

        var limits = new MipOptimizer().Solve(problem).BindingLimits;

        Assert.That(limits, Is.EqualTo(new[] { new BindingLimit(LimitKind.QualityFloor, null, 0.7, 0.75) }));
    }

    [Test]
    public void Solve_SlotsInTheWay_ReportsTheEndpoint()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 4, 1, 4], 2), new QueryEndpointMatrix([0.6, 0.6, 0.4, 0.9], 2)) { WorkloadLimits = [1, null] };

        var limits = new MipOptimizer().Solve(problem).BindingLimits;

        Assert.That(limits, Is.EqualTo(new[] { new BindingLimit(LimitKind.Workload, 0, 1, 1) }));
    }

    [Test]
    public void Solve_LooseLimits_ReportsNone()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 4], 2), new QueryEndpointMatrix([0.6, 0.9], 2)) { QualityFloor = 0.5, Budget = 9, WorkloadLimits = [1, 1] };

        Assert.That(new MipOptimizer().Solve(problem).BindingLimits, Is.Empty);
    }

    [Test]
    public void Solve_SmallRandomProblems_ReportsTheLimitsThatMovesRunInto()
    {
        var optimizer = new MipOptimizer();
        var reported = 0;
        for (var seed = 10_000; seed < 10_800; seed++)
        {
            var problem = RandomProblem.Small(seed);
            var assignment = optimizer.Solve(problem);
            if (!assignment.IsFound || assignment.Infeasibility is not null)
                continue;
            var expected = Moves(problem, assignment).Distinct().Order().ToList();
            Assert.That(assignment.BindingLimits.Select(limit => (limit.Kind, limit.Endpoint, limit.Group)).Order(), Is.EqualTo(expected), $"seed {seed}");
            reported += expected.Count;
        }

        Assert.That(reported, Is.GreaterThan(50));
    }

    private static IEnumerable<(LimitKind Kind, int? Endpoint, string? Group)> Moves(AssignmentProblem problem, Assignment assignment)
    {
        var brute = new BruteForce(problem, 1e-9);
        var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
        for (var i = 0; i < problem.QueryCount; i++)
        {
            for (var j = 0; j < problem.EndpointCount; j++)
            {
                var moved = brute.Evaluate([.. assignment.EndpointOf.Select((e, k) => k == i ? j : e)]);
                var gain = sign * (assignment.Objective - moved.Objective(problem));
                if (problem.IsEligible(i, j) && gain > 1e-9 * Math.Max(Math.Abs(assignment.Objective), assignment.Scale) && brute.Broken(moved, problem.QualityFloor, problem.Budget).ToList() is [var only])
                    yield return only;
            }
        }
    }
}
