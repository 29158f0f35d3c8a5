namespace Eccos.Optimization;

/// <summary>
/// Solves the assignment of thousands of queries in milliseconds to a certified gap: the Lagrangian dual is maximised, its prices guide a
/// primal search, and what is left open is closed by dynamic programming over departures from their assignment, with what takes long split in parts, or with several coupling limits by branch and bound, with OR-Tools behind both.
/// </summary>
/// <remarks>
/// Every assignment comes with a proven <see cref="Assignment.Bound"/> and the <see cref="Assignment.ShadowPrices"/> of its limits. Limits are kept to a
/// relative tolerance of 1e-9 in double arithmetic. One call works on one thread; the same options and problem give the same assignment
/// unless the time limit strikes. Safe for use from any thread.
/// </remarks>
public sealed class DualGuidedOptimizer : IOptimizer
{
    private readonly DualGuidedOptimizerOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">How to solve; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="timeProvider">Measures the time limit; the system's when <see langword="null"/>.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public DualGuidedOptimizer(DualGuidedOptimizerOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new DualGuidedOptimizerOptions();
        MipOptimizerOptionsRules.Check(options.ToMip());
        _options = options.Copy();
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new SolveClock(_timeProvider, _options.TimeLimit, cancellationToken);
        var engine = new DualGuidedEngine(problem, _options, clock);
        return new MipCall(problem, engine.Search, new ConflictSearch(problem, engine, clock)).Solve();
    }

    /// <summary>
    /// The whole cost-quality curve of a batch: what every quality floor costs, from the one dual in which quality has a price.
    /// </summary>
    /// <param name="problem">The batch; its floor, budget and objective are left aside, its other limits kept.</param>
    /// <param name="points">The most points, 2 or more.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// Points in order of quality and cost, from the least cost to the best quality, each an assignment that exists with a proven bound; fewer than asked for when
    /// the curve has fewer corners. Empty when no assignment keeps the limits, or time ran out before the ends were found.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<FrontierPoint> Frontier(AssignmentProblem problem, int points = 33, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new SolveClock(_timeProvider, _options.TimeLimit, cancellationToken);
        return new FrontierSearch(problem, _options.RelativeGap, clock).Run(points);
    }
}
