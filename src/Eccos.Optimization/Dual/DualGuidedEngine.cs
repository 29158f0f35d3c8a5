namespace Eccos.Optimization;

/// <summary>Solves the formulations of one call by the dual, and by the exact engine where the dual's own search gives up.</summary>
internal sealed class DualGuidedEngine(AssignmentProblem problem, DualGuidedOptimizerOptions options, SolveClock clock)
{
    public MipResult Search(Formulation formulation) =>
        Search(formulation, formulation.Gap(options.RelativeGap), formulation.IsAsGiven ? problem.StartingPrices : null);

    /// <summary>Solves to a gap of one's own.</summary>
    public MipResult Search(Formulation formulation, double gap, IReadOnlyList<ShadowPrice>? startingPrices = null)
    {
        if (problem.QueryCount == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, [], 0);
        var form = LagrangianFormBuilder.Of(formulation);
        if (form.HasQueryWithoutEndpoint || form.IsOverfull())
            return MipResult.Infeasible;

        gap = Math.Max(Tolerance.Optimality / 10, gap);
        MergedKinds? kinds = null;
        var start = ShadowPrices.Read(startingPrices, formulation.Goal, problem, form);
        using var search = new DualGuidedSearch(form, gap, clock.IsTimeUp);
        var result = search.Solve(start, branches: () => (kinds = KindProgram.Merge(problem, gap)) is null);
        if (result.IsInfeasible)
            return MipResult.Infeasible;
        var found = result.ToMip(formulation, StopReason.TimeLimit);
        if (result.IsComplete || clock.IsTimeUp())
            return found;
        var exact = options.ToMip();
        exact.RelativeGap = gap;
        if (kinds is not null)
            found = KindProgram.Solve(formulation, kinds, result, found, exact, clock);
        if (kinds is not null && (IsDone(found) || clock.IsTimeUp()))
            return found;
        if (kinds is not null)
        {
            // Counting did not close it: the search goes on as without kinds.
            using var again = new DualGuidedSearch(form, gap, clock.IsTimeUp);
            result = again.Solve(start);
            if (result.IsInfeasible)
                return MipResult.Infeasible;
            found = result.ToMip(formulation, StopReason.TimeLimit);
            if (result.IsComplete || clock.IsTimeUp())
                return found;
        }

        return RemainingCore.Solve(formulation, result, found, exact, clock);
    }

    private static bool IsDone(MipResult result) => result.StopReason is StopReason.Proven or StopReason.GapReached;
}
