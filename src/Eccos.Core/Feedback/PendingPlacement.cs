namespace Eccos;

/// <summary>What is kept of a placement until its label comes: not what it was decided on, which may be a large batch.</summary>
/// <param name="Query">The query.</param>
/// <param name="Lease">The lease, which names the placement and knows what was used.</param>
/// <param name="SuccessProbability">What was predicted.</param>
/// <param name="RunningFloors">The floors the placement counts on.</param>
/// <param name="FloorMargin">What they kept in reserve.</param>
/// <param name="Shift">The logit shift of the endpoint when it was predicted.</param>
internal sealed record PendingPlacement(Query Query, Lease Lease, double SuccessProbability, IReadOnlyList<RunningFloor> RunningFloors, double FloorMargin, double Shift)
{
    /// <param name="placement">A placement with an endpoint.</param>
    public static PendingPlacement Of(Placement placement) =>
        new(placement.Query, placement.Lease!, placement.SuccessProbability, placement.RunningFloors, placement.FloorMargin, placement.LogitShift);
}
