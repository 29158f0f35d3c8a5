namespace Eccos.Optimization;

/// <summary>
/// Hands what the dual's own search left open to OR-Tools: the same formulation without the options that no better assignment uses, since
/// their regret exceeds cutoff - bound.
/// </summary>
internal static class RemainingCore
{
    public static MipResult Solve(Formulation formulation, DualGuidedResult dual, MipResult found, MipOptimizerOptions options, SolveClock clock)
    {
        var form = dual.Form;
        var scan = new RegretScan(form);
        scan.Run(dual.Prices);

        // The incumbent's own options stay: the solver must not call the rest infeasible.
        var highest = Math.Min(dual.Incumbent.F, form.HighestF) - scan.Bound;
        var m = formulation.Problem.EndpointCount;
        var eligible = new bool[form.N * m];
        for (var k = 0; k < eligible.Length; k++)
            eligible[k] = scan.Regrets[(k / m * form.M) + (k % m)] <= highest || dual.Incumbent.X?[k / m] == k % m;
        var core = formulation with { Problem = ProblemCopy.WithEligible(formulation.Problem, eligible) };
        var exact = new MipSearch(core, options, clock, dual.Bound, dual.Incumbent.EndpointOf(formulation)).Solve();
        if (exact.Status == AssignmentStatus.Infeasible)
            return found.IsFound ? found : exact;

        // The options that are left out lie above the incumbent, so that the core's bound is the whole's as far as that.
        var proven = GoalFunction.FromOwnUnit(formulation, exact.Bound);
        var bound = Math.Max(GoalFunction.FromOwnUnit(formulation, found.Bound), double.IsNaN(proven) ? double.NegativeInfinity : Math.Min(proven, dual.Incumbent.F));
        return Better(formulation, dual, found, exact, bound, options.RelativeGap, exact.StopReason);
    }

    /// <summary>The better of two assignments under a bound that holds for both.</summary>
    /// <param name="formulation">What was solved.</param>
    /// <param name="dual">What the dual's own search gave.</param>
    /// <param name="found">The same as a result.</param>
    /// <param name="other">Another result of the same formulation.</param>
    /// <param name="bound">The bound of the minimisation.</param>
    /// <param name="relativeGap">The gap that was asked for.</param>
    /// <param name="otherwise">Why the search ended where that gap is not met.</param>
    public static MipResult Better(Formulation formulation, DualGuidedResult dual, MipResult found, MipResult other, double bound, double relativeGap, StopReason otherwise)
    {
        var value = other.EndpointOf is { } x ? dual.Incumbent.ValueOf(formulation, x) : double.PositiveInfinity;
        var best = value < dual.Incumbent.F ? other : found;
        value = Math.Min(value, dual.Incumbent.F);
        bound = Math.Min(bound, value);
        var size = Math.Max(Math.Max(Math.Abs(value), Math.Abs(bound)), dual.Incumbent.SmallestScale);
        var gap = value - bound;
        var (status, reason) = !best.IsFound ? (AssignmentStatus.Unknown, otherwise)
            : gap <= Tolerance.Optimality * size ? (AssignmentStatus.Optimal, StopReason.Proven)
            : (AssignmentStatus.Feasible, gap <= relativeGap * size ? StopReason.GapReached : otherwise);
        return new MipResult(status, reason, best.EndpointOf, GoalFunction.InOwnUnit(formulation, bound)) { ShadowPrices = found.ShadowPrices };
    }
}
