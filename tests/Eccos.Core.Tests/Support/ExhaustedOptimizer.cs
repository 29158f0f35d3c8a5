namespace Eccos.Core.Tests.Support;

/// <summary>Runs out of time on every problem from one on.</summary>
internal sealed class ExhaustedOptimizer(IOptimizer? optimizer = null, int solutions = 0) : IOptimizer
{
    private int _solved;

    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default) => _solved++ < solutions
        ? optimizer!.Solve(problem, cancellationToken)
        : new Assignment
        {
            Status = AssignmentStatus.Unknown,
            StopReason = StopReason.TimeLimit,
            EndpointOf = [.. Enumerable.Repeat(Assignment.Unassigned, problem.QueryCount)],
        };
}
