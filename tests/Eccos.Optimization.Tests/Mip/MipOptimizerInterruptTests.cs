using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

internal sealed class MipOptimizerInterruptTests
{
    [Test]
    public void Solve_AlreadyCancelled_Throws() =>
        Assert.That(
            () => new MipOptimizer().Solve(RandomProblem.Realistic(4, 3, seed: 1), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Solve_CancelledWhileSolving_InterruptsTheSolver([Values] MipSolver solver)
    {
        // No solver proves this within minutes: hundreds of near ties against two knapsacks.
        var problem = Hard();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.That(
            () => new MipOptimizer(new MipOptimizerOptions { Solver = solver }).Solve(problem, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Solve_TimeLimitReached_SaysSoInsteadOfThrowing([Values] MipSolver solver, [Values(1, 500)] int milliseconds)
    {
        var options = new MipOptimizerOptions { Solver = solver, TimeLimit = TimeSpan.FromMilliseconds(milliseconds) };
        var problem = Hard();

        var assignment = new MipOptimizer(options).Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Unknown).Or.EqualTo(AssignmentStatus.Feasible));
        Assert.That(assignment.StopReason, Is.EqualTo(StopReason.TimeLimit));
        if (assignment.IsFound)
        {
            Assert.That(assignment.Bound, Is.LessThanOrEqualTo(assignment.Objective));
            Assert.That(assignment.Quality, Is.GreaterThanOrEqualTo(problem.QualityFloor!.Value * (1 - 1e-9)));
        }
        else
        {
            Assert.That(assignment.EndpointOf, Is.All.EqualTo(Assignment.Unassigned));
        }
    }

    /// <summary>Costs that rise with quality and tokens almost exactly: thousands of assignments lie between the relaxation and the optimum.</summary>
    private static AssignmentProblem Hard()
    {
        const int queries = 300;
        const int endpoints = 8;
        var random = new Random(1);
        var quality = Enumerable.Range(0, queries * endpoints).Select(_ => random.Next(100, 1000) / 1000.0).ToArray();
        var cost = quality.Select(a => a + (random.Next(100) / 1e5)).ToArray();
        var tokens = quality.Select(a => Math.Round((1000 * a) + random.Next(100))).ToArray();
        return new AssignmentProblem(new QueryEndpointMatrix(cost, endpoints), new QueryEndpointMatrix(quality, endpoints))
        {
            QualityFloor = 0.6123456,
            Tokens = new QueryEndpointMatrix(tokens, endpoints),
            TokenLimits = [.. Enumerable.Repeat((double?)24567, endpoints)],
        };
    }
}
