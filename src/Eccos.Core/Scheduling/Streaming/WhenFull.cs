namespace Eccos;

/// <summary>What happens to a single query when the endpoints with room cannot serve it as the goal asks.</summary>
/// <remarks>Without effect on a query that is placed as a batch of one, as <see cref="IScheduler.PlaceAsync"/> says.</remarks>
public enum WhenFull
{
    /// <summary>It is not placed; <see cref="Placement.Refusal"/> tells which limit refused. The default.</summary>
    Reject,

    /// <summary>It waits in line until something is free, up to <see cref="StreamingOptions.LongestWait"/>.</summary>
    Wait,

    /// <summary>The best endpoint with room serves it, be it below the floor; the placement is marked <see cref="PlacementReason.LimitRelaxed"/>.</summary>
    Relax,
}
