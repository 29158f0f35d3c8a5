namespace Eccos.Optimization;

/// <summary>
/// Solves the formulations of one call by the dual, and by the exact engine where queries may be deferred or the dual's own search gives up.
/// </summary>
internal sealed class DualGuidedEngine(AssignmentProblem problem, DualGuidedOptimizerOptions options, SolveClock clock)
{
    /// <summary>The gap at which "the most that can be reached" is found for a problem that cannot have what it asks for.</summary>
    private const double DiagnosisGap = 1e-6;

    private readonly Formulation _asGiven = Formulation.Of(problem);

    public MipResult Search(Formulation formulation)
    {
        if (formulation.Defers)
            return new MipSearch(formulation, options.ToMip(), clock).Solve();
        if (problem.QueryCount == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, [], 0);
        var form = LagrangianForm.Of(formulation);
        if (form.HasQueryWithoutEndpoint)
            return MipResult.Infeasible;

        var isGiven = formulation == _asGiven;
        var gap = Math.Max(Tolerance.Optimality / 10, isGiven ? options.RelativeGap : Math.Min(options.RelativeGap, DiagnosisGap));
        var start = isGiven ? ShadowPrices.Read(problem.StartingPrices, formulation.Goal, problem) : null;
        var result = new DualGuidedSearch(form, gap, IsTimeUp).Solve(start);
        if (result.IsInfeasible)
            return MipResult.Infeasible;
        var found = result.ToMip(formulation, StopReason.TimeLimit);
        return result.IsComplete || clock.TimeIsUp ? found : RemainingCore.Solve(formulation, form, result, found, options.ToMip(), clock);
    }

    private bool IsTimeUp()
    {
        clock.ThrowIfCancelled();
        return clock.TimeIsUp;
    }
}
