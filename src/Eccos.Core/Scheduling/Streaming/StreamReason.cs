namespace Eccos;

/// <summary>What becomes of a single query by the choice that was made for it.</summary>
internal static class StreamReason
{
    /// <param name="endpoint">The endpoint that was chosen, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="keepsLimits">Whether floor and budget stand as promised after it.</param>
    /// <param name="policy">What gives way when they do not.</param>
    /// <param name="whenFull">What happens when the endpoints with room cannot keep them.</param>
    /// <param name="isRefused">Whether an endpoint was refused.</param>
    /// <param name="onlyOut">Whether those that were refused are all out of service.</param>
    /// <returns>One of the reasons; the query is placed where the goal is met or a limit gives way.</returns>
    public static PlacementReason Of(int endpoint, bool keepsLimits, InfeasiblePolicy policy, WhenFull whenFull, bool isRefused, bool onlyOut) => (endpoint, policy) switch
    {
        ( < 0, _) => onlyOut ? PlacementReason.EndpointsOut : PlacementReason.NoRoom,
        _ when keepsLimits => PlacementReason.MeetsGoal,
        _ when isRefused && whenFull == WhenFull.Relax => PlacementReason.LimitRelaxed,
        _ when isRefused && whenFull == WhenFull.Wait => PlacementReason.NoRoom,
        (_, InfeasiblePolicy.Report) => PlacementReason.Infeasible,
        (_, InfeasiblePolicy.Defer) => PlacementReason.Deferred,
        _ => PlacementReason.LimitRelaxed,
    };

    /// <summary>Whether a query is placed for a reason.</summary>
    public static bool IsPlaced(PlacementReason reason) => reason is PlacementReason.MeetsGoal or PlacementReason.LimitRelaxed;
}
