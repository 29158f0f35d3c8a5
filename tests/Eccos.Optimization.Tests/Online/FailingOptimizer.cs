namespace Eccos.Optimization.Tests.Online;

/// <summary>Solves some problems and then fails: once by an exception, after that by running out of time.</summary>
internal sealed class FailingOptimizer(int solutions) : IOptimizer
{
    private readonly DualGuidedOptimizer _optimizer = new();
    private int _calls;

    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        if (++_calls <= solutions)
            return _optimizer.Solve(problem, cancellationToken);
        if (_calls == solutions + 1)
            throw new InvalidOperationException("The solver is gone.");
        return new Assignment
        {
            Status = AssignmentStatus.Unknown,
            StopReason = StopReason.TimeLimit,
            EndpointOf = [.. Enumerable.Repeat(Assignment.Unassigned, problem.QueryCount)],
        };
    }
}
