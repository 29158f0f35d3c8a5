namespace Eccos.Optimization;

/// <summary>
/// Hands what the dual's own search left open to OR-Tools: the same formulation without the options that no better assignment uses, since
/// their regret exceeds cutoff - bound.
/// </summary>
internal static class RemainingCore
{
    public static MipResult Solve(Formulation formulation, LagrangianForm form, DualGuidedResult dual, MipResult found, MipOptimizerOptions options, SolveClock clock)
    {
        var scan = new RegretScan(form);
        scan.Run(dual.Prices);

        // The incumbent's own options stay: the solver must not call the rest infeasible.
        var highest = Math.Min(dual.Incumbent.F, form.HighestF) - scan.Bound;
        var eligible = new bool[form.N * form.M];
        for (var k = 0; k < eligible.Length; k++)
            eligible[k] = scan.Regrets[k] <= highest || dual.Incumbent.X?[k / form.M] == k % form.M;
        var core = formulation with { Problem = Restrict(formulation.Problem, eligible) };
        var exact = new MipSearch(core, options, clock).Solve();
        if (exact.Status == AssignmentStatus.Infeasible)
            return found.IsFound ? found : exact;

        // The relaxed options lie above the incumbent, so that the core's bound is the whole's as far as that.
        var sign = formulation.Goal == Goal.LeastCost ? 1 : -1;
        var bound = Math.Max(sign * found.Bound, double.IsNaN(exact.Bound) ? double.NegativeInfinity : Math.Min(sign * exact.Bound, dual.Incumbent.F));
        var value = exact.EndpointOf is { } x ? new SearchState(form, x).F : double.PositiveInfinity;
        var best = value < dual.Incumbent.F ? exact : found;
        value = Math.Min(value, dual.Incumbent.F);
        var gap = value - bound;
        var size = Math.Max(Math.Abs(value), Math.Abs(bound));
        var (status, reason) = !best.IsFound ? (AssignmentStatus.Unknown, exact.StopReason)
            : gap <= Tolerance.Optimality * size ? (AssignmentStatus.Optimal, StopReason.Proven)
            : (AssignmentStatus.Feasible, gap <= options.RelativeGap * size ? StopReason.GapReached : exact.StopReason);
        return new MipResult(status, reason, best.EndpointOf, sign * bound) { ShadowPrices = found.ShadowPrices };
    }

    private static AssignmentProblem Restrict(AssignmentProblem problem, bool[] eligible) => new(problem.Cost, problem.Quality)
    {
        Objective = problem.Objective,
        QualityFloor = problem.QualityFloor,
        Budget = problem.Budget,
        WorkloadLimits = problem.WorkloadLimits,
        Tokens = problem.Tokens,
        TokenLimits = problem.TokenLimits,
        Eligible = eligible,
        WhenInfeasible = problem.WhenInfeasible,
    };
}
