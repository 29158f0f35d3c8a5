namespace Eccos.Optimization;

/// <summary>Solves the formulations of one call by the dual, and by the exact engine where the dual's own search gives up.</summary>
internal sealed class DualGuidedEngine(AssignmentProblem problem, DualGuidedOptimizerOptions options, SolveClock clock)
{
    /// <summary>The gap at which "the most that can be reached" is found for a problem that cannot have what it asks for.</summary>
    private const double DiagnosisGap = 1e-6;

    private readonly Formulation _asGiven = Formulation.Of(problem);

    public MipResult Search(Formulation formulation)
    {
        var isGiven = formulation == _asGiven;
        return Search(formulation, isGiven ? options.RelativeGap : Math.Min(options.RelativeGap, DiagnosisGap), isGiven ? problem.StartingPrices : null);
    }

    /// <summary>Solves to a gap of one's own.</summary>
    public MipResult Search(Formulation formulation, double gap, IReadOnlyList<ShadowPrice>? startingPrices = null)
    {
        if (problem.QueryCount == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, [], 0);
        var form = LagrangianFormBuilder.Of(formulation);
        if (form.HasQueryWithoutEndpoint || form.IsOverfull())
            return MipResult.Infeasible;

        gap = Math.Max(Tolerance.Optimality / 10, gap);
        var result = new DualGuidedSearch(form, gap, IsTimeUp).Solve(ShadowPrices.Read(startingPrices, formulation.Goal, problem, form));
        if (result.IsInfeasible)
            return MipResult.Infeasible;
        var found = result.ToMip(formulation, StopReason.TimeLimit);
        if (result.IsComplete || clock.TimeIsUp)
            return found;
        var exact = options.ToMip();
        exact.RelativeGap = gap;
        return RemainingCore.Solve(formulation, result, found, exact, clock);
    }

    private bool IsTimeUp()
    {
        clock.ThrowIfCancelled();
        return clock.TimeIsUp;
    }
}
