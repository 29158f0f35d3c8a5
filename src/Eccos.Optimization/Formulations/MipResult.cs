namespace Eccos.Optimization;

/// <summary>What solving one formulation gave.</summary>
/// <param name="Status">What was found.</param>
/// <param name="StopReason">Why the search ended.</param>
/// <param name="EndpointOf">The endpoint of each query; <see langword="null"/> when nothing was found.</param>
/// <param name="Bound">
/// A proven bound of the goal in its own unit: USD from below, the sum of the success probabilities from above, or the number of served
/// queries from above. NaN when none is known.
/// </param>
internal sealed record MipResult(AssignmentStatus Status, StopReason StopReason, int[]? EndpointOf, double Bound)
{
    public static MipResult Infeasible { get; } = new(AssignmentStatus.Infeasible, StopReason.Proven, null, double.NaN);

    /// <summary>What each limit costs; empty when the search computes no prices.</summary>
    public IReadOnlyList<ShadowPrice> ShadowPrices { get; init; } = [];

    public bool IsFound => EndpointOf is not null;
}
