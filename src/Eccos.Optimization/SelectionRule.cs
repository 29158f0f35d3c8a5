namespace Eccos.Optimization;

/// <summary>
/// Which engine suits a problem when the caller leaves the choice. The dual-guided search meets any gap it can certify by far the fastest; only where a proof of
/// optimality is asked for does a large batch go to the exact engine at once, since branching on the dual would hardly get there.
/// </summary>
internal static class SelectionRule
{
    /// <summary>Below this gap the proof, not the assignment, is the work.</summary>
    private const double SmallestGuidedGap = 1e-6;

    /// <summary>Up to this many x_ij branching on the dual proves optimality faster than a solver is set up.</summary>
    private const int MostProvenVariables = 100_000;

    /// <summary>Whether the exact engine is to solve the problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="relativeGap">The gap asked for.</param>
    public static bool IsExact(AssignmentProblem problem, double relativeGap) =>
        relativeGap < SmallestGuidedGap && (long)problem.QueryCount * problem.EndpointCount > MostProvenVariables;
}
