namespace Eccos.Optimization;

/// <summary>Solves the assignment to proven optimality as a mixed-integer program with OR-Tools.</summary>
/// <remarks>
/// Limits are kept to a relative tolerance of 1e-9 in double arithmetic, whatever the solver's own tolerances. The same options and problem
/// give the same assignment unless the time limit strikes. Safe for use from any thread; every call has its own solver.
/// </remarks>
public sealed class MipOptimizer : IOptimizer
{
    private readonly MipOptimizerOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">How to solve; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="timeProvider">Measures the time limit; the system's when <see langword="null"/>.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public MipOptimizer(MipOptimizerOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new MipOptimizerOptions();
        MipOptimizerOptionsRules.Check(options);
        _options = options.Copy();
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new SolveClock(_timeProvider, _options.TimeLimit, cancellationToken);
        var guided = new DualGuidedEngine(problem, new DualGuidedOptimizerOptions { TimeLimit = _options.TimeLimit, Solver = _options.Solver }, clock);
        return new MipCall(problem, formulation => new MipSearch(formulation, OptionsOf(formulation), clock).Solve(), new ConflictSearch(problem, guided, clock)).Solve();
    }

    private MipOptimizerOptions OptionsOf(Formulation formulation)
    {
        var options = _options.Copy();
        options.RelativeGap = formulation.Gap(_options.RelativeGap);
        return options;
    }
}
