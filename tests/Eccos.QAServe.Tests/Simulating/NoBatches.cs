namespace Eccos.QAServe.Tests.Simulating;

/// <summary>Is never asked: queries come one by one.</summary>
internal sealed class NoBatches : IOptimizer
{
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default) => throw new AssertionException("A single query was decided as a batch.");
}
