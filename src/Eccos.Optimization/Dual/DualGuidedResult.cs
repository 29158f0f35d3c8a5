namespace Eccos.Optimization;

/// <summary>What a <see cref="DualGuidedSearch"/> found.</summary>
/// <param name="Form">What was solved.</param>
/// <param name="Incumbent">The best assignment, if any.</param>
/// <param name="Bound">No feasible assignment has a lower sum_ij f_ij x_ij.</param>
/// <param name="IsComplete">Whether everything below the incumbent's cutoff was searched.</param>
/// <param name="IsInfeasible">Whether it is proven that no assignment keeps all limits.</param>
/// <param name="Prices">The prices of the limits.</param>
internal sealed record DualGuidedResult(LagrangianForm Form, Incumbent Incumbent, double Bound, bool IsComplete, bool IsInfeasible, DualPrices Prices)
{
    /// <summary>The result in the units of a formulation's goal.</summary>
    /// <param name="formulation">What was solved.</param>
    /// <param name="otherwise">Why the search stopped where it is not complete.</param>
    public MipResult ToMip(Formulation formulation, StopReason otherwise)
    {
        if (IsInfeasible)
            return MipResult.Infeasible;
        // Where f counts queries, so does the optimum.
        var least = formulation.Goal == Goal.MostServed ? Math.Ceiling(Bound - 1e-6) : Bound;
        var isOptimal = Incumbent.F - least <= Tolerance.Optimality * Math.Max(Math.Max(Math.Abs(Incumbent.F), Math.Abs(least)), Incumbent.SmallestScale);
        var (status, reason) = Incumbent.X is null ? (AssignmentStatus.Unknown, otherwise)
            : isOptimal ? (AssignmentStatus.Optimal, StopReason.Proven)
            : (AssignmentStatus.Feasible, IsComplete ? StopReason.GapReached : otherwise);
        return new MipResult(status, reason, Incumbent.EndpointOf(formulation), GoalFunction.InOwnUnit(formulation, least)) { ShadowPrices = ShadowPrices.Of(formulation, Form, Prices) };
    }
}
