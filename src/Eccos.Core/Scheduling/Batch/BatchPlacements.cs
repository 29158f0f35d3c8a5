namespace Eccos;

/// <summary>Turns an assignment into a placement per query, with the reason of each.</summary>
internal static class BatchPlacements
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="decided">The decision.</param>
    public static Placement[] Of(ModelPool pool, Forecast forecast, DecidedBatch decided)
    {
        var assignment = decided.Assignment;
        var decisions = new BatchDecisions(pool, forecast, decided);
        var placements = new Placement[forecast.Queries.Count];
        for (var i = 0; i < placements.Length; i++)
        {
            var query = i;
            var reason = Reason(forecast, decided, i);
            placements[i] = assignment.EndpointOf[i] is >= 0 and var j
                ? new Placement(forecast, i, j, reason, () => decisions.Of(query, reason), decided.Leases[i]!)
                {
                    RunningFloor = decided.RunningFloor,
                    FloorMargin = decided.Floor?.Margin ?? 0,
                }
                : new Placement(forecast.Queries[i], reason, () => decisions.Of(query, reason));
        }

        return placements;
    }

    private static PlacementReason Reason(Forecast forecast, DecidedBatch decided, int query) => decided.Assignment switch
    {
        // Under Defer the queries that are placed keep every limit; only the others pay.
        { Infeasibility: not null } assignment when assignment.EndpointOf[query] >= 0 && !assignment.EndpointOf.Contains(Assignment.Unassigned) => PlacementReason.LimitRelaxed,
        { } assignment when assignment.EndpointOf[query] >= 0 => PlacementReason.MeetsGoal,
        _ when !forecast.HasEligible(query) => PlacementReason.NoEligibleEndpoint,
        _ when !forecast.HasEligible(query, decided.Room) => PlacementReason.EndpointsOut,
        { IsFound: true } => PlacementReason.Deferred,
        { Status: AssignmentStatus.Infeasible } => PlacementReason.Infeasible,
        _ => PlacementReason.OutOfTime,
    };
}
