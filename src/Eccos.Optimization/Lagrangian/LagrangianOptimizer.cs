namespace Eccos.Optimization;

/// <summary>
/// The optimizer of the paper (ECCOS, arXiv 2502.20576): multipliers lambda1 for the quality floor and lambda2_j for the workloads, each query at the
/// endpoint argmin_j c_ij - lambda1 a_ij / N + lambda2_j, multipliers moved along the projected subgradient.
/// </summary>
/// <remarks>
/// For reproducing and comparing. What it returns is the best feasible assignment among those it passed through, without repair: there may be none
/// although the problem is feasible (status <see cref="AssignmentStatus.Unknown"/>), and the gap may be wide; the bound is the best dual value and always
/// valid. Where the dual value proves a problem infeasible, its reason and <see cref="AssignmentProblem.WhenInfeasible"/> are as with
/// <see cref="DualGuidedOptimizer"/>, which is the one to schedule with. Safe for use from any thread.
/// </remarks>
public sealed class LagrangianOptimizer : IOptimizer
{
    private readonly LagrangianOptimizerOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">How to solve; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="timeProvider">Measures the time limit; the system's when <see langword="null"/>.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public LagrangianOptimizer(LagrangianOptimizerOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new LagrangianOptimizerOptions();
        LagrangianOptimizerOptionsRules.Check(options);
        _options = options.Copy();
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new SolveClock(_timeProvider, _options.TimeLimit, cancellationToken);
        var guided = new DualGuidedEngine(problem, new DualGuidedOptimizerOptions { RelativeGap = _options.RelativeGap, TimeLimit = _options.TimeLimit }, clock);
        return new MipCall(problem, formulation => formulation.IsAsGiven ? Ascend(formulation, clock) : guided.Search(formulation), new ConflictSearch(problem, guided, clock)).Solve();
    }

    private MipResult Ascend(Formulation formulation, SolveClock clock)
    {
        if (formulation.Problem.QueryCount == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, [], 0);
        var form = LagrangianFormBuilder.Of(formulation);
        if (form.HasQueryWithoutEndpoint || form.IsOverfull())
            return MipResult.Infeasible;
        var result = new SubgradientAscent(form, _options, clock).Run();
        return result.ToMip(formulation, clock.IsTimeUp() ? StopReason.TimeLimit : StopReason.IterationLimit);
    }
}
