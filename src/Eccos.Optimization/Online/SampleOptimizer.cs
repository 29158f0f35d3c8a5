namespace Eccos.Optimization;

/// <summary>
/// Solves the assignment of a sample as <see cref="DualGuidedOptimizer"/> does, without asking which limits conflict where it is infeasible: nobody hears of it, and the
/// answer takes many times as long as the prices.
/// </summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class SampleOptimizer : IOptimizer
{
    private static readonly DualGuidedOptimizerOptions _options = new() { TimeLimit = TimeSpan.FromSeconds(5) };

    /// <inheritdoc/>
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new SolveClock(TimeProvider.System, _options.TimeLimit, cancellationToken);
        var asGiven = Formulation.Of(problem);
        return AssignmentReport.Of(asGiven, new DualGuidedEngine(problem, _options, clock).Search(asGiven));
    }
}
