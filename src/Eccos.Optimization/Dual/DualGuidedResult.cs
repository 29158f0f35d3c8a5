namespace Eccos.Optimization;

/// <summary>What a <see cref="DualGuidedSearch"/> found.</summary>
/// <param name="Incumbent">The best assignment, if any.</param>
/// <param name="Bound">No feasible assignment has a lower sum_ij f_ij x_ij.</param>
/// <param name="IsComplete">Whether everything below the incumbent's cutoff was searched.</param>
/// <param name="IsInfeasible">Whether it is proven that no assignment keeps all limits.</param>
/// <param name="Prices">The prices of the limits.</param>
internal sealed record DualGuidedResult(Incumbent Incumbent, double Bound, bool IsComplete, bool IsInfeasible, DualPrices Prices);
