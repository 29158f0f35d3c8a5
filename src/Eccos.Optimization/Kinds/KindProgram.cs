namespace Eccos.Optimization;

/// <summary>Solves a batch of few kinds of queries as programs of counts, where the dual's own search met no gap: with many like queries the integrality gap is real.</summary>
internal static class KindProgram
{
    /// <summary>Queries of one kind may differ by this part of the gap, so that what merging costs stays within it.</summary>
    private const double PartOfGap = 0.02;

    /// <summary>The two batches of few kinds; <see langword="null"/> where merging gains nothing.</summary>
    public static MergedKinds? Merge(AssignmentProblem problem, double relativeGap) => MergedKinds.Of(problem, PartOfGap * relativeGap);

    public static MipResult Solve(Formulation formulation, MergedKinds kinds, DualGuidedResult dual, MipResult found, MipOptimizerOptions options, SolveClock clock)
    {
        var best = new MipSearch(formulation with { Problem = kinds.Best }, options, clock).Solve();
        if (best.Status == AssignmentStatus.Infeasible)
            return found.IsFound ? found : MipResult.Infeasible;
        var worst = ReferenceEquals(kinds.Best, kinds.Worst) ? best : new MipSearch(formulation with { Problem = kinds.Worst }, options, clock).Solve();
        var proven = double.IsNaN(best.Bound) ? double.NegativeInfinity : GoalFunction.FromOwnUnit(formulation, best.Bound);
        var bound = Math.Max(GoalFunction.FromOwnUnit(formulation, found.Bound), proven);
        var result = RemainingCore.Better(formulation, dual, found, worst, bound, options.RelativeGap, clock.IsTimeUp() ? StopReason.TimeLimit : StopReason.SolverFault);

        // Where the batch lies on an edge between the two, what comes next starts from the better of what is known.
        if (worst.EndpointOf is { } x)
            dual.Incumbent.Offer(formulation, x);
        return result;
    }
}
