namespace Eccos;

/// <summary>Solves the constrained assignment of queries to endpoints.</summary>
/// <remarks>
/// Implementations are safe for use from any thread, and give the same answer for the same problem. No feasible assignment and running out
/// of time are results with a status and a reason, never exceptions.
/// </remarks>
public interface IOptimizer
{
    /// <summary>Solves a problem on the calling thread.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="cancellationToken">Interrupts the solver.</param>
    /// <returns>The assignment.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before an answer was there.</exception>
    Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default);
}
