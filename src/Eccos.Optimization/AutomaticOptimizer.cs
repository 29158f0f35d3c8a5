namespace Eccos.Optimization;

/// <summary>
/// Solves every problem with the engine that suits its size and the gap asked for: the dual-guided search where it meets that gap soonest, the exact
/// program where only a proof over a large batch is wanted. To force one, use <see cref="DualGuidedOptimizer"/> or <see cref="MipOptimizer"/>.
/// </summary>
/// <remarks>
/// Limits are kept to a relative tolerance of 1e-9 in double arithmetic. The same options and problem give the same assignment unless the
/// time limit strikes. Safe for use from any thread.
/// </remarks>
public sealed class AutomaticOptimizer : IOptimizer
{
    private readonly MipOptimizer _exact;
    private readonly DualGuidedOptimizer _guided;
    private readonly double _relativeGap;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">How to solve; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="timeProvider">Measures the time limit; the system's when <see langword="null"/>.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public AutomaticOptimizer(MipOptimizerOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new MipOptimizerOptions();
        _exact = new MipOptimizer(options, timeProvider);
        _guided = new DualGuidedOptimizer(
            new DualGuidedOptimizerOptions { RelativeGap = options.RelativeGap, TimeLimit = options.TimeLimit, Solver = options.Solver },
            timeProvider);
        _relativeGap = options.RelativeGap;
    }

    /// <inheritdoc/>
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return SelectionRule.IsExact(problem, _relativeGap)
            ? _exact.Solve(problem, cancellationToken)
            : _guided.Solve(problem, cancellationToken);
    }
}
