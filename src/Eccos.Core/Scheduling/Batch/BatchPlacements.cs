namespace Eccos;

/// <summary>Turns an assignment into a placement per query, with the reason of each.</summary>
internal static class BatchPlacements
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="decided">The decision.</param>
    public static Placement[] Of(ModelPool pool, Forecast forecast, DecidedBatch decided)
    {
        var decisions = new BatchDecisions(pool, forecast, decided);
        var placements = new Placement[forecast.Queries.Count];
        for (var i = 0; i < placements.Length; i++)
        {
            var query = i;
            var reason = Reason(forecast, decided, i);
            var host = decided.Host?[i];
            DecisionRecord Record() => decisions.Of(query, reason, host);
            placements[i] = decided.Assignment.EndpointOf[i] is >= 0 and var j
                ? new Placement(forecast, i, j, host?.Reason ?? reason, Record, decided.Leases[i]!)
                {
                    RunningFloors = decided.RunningFloor is { } floor ? [floor] : [],
                    FloorMargin = (decided.Floor?.Margin ?? 0) + forecast.Expected.Success[i, j] - forecast.Prediction.Success[i, j],
                    Preferred = Preferred(pool, decided, i),
                    UsesLastPrices = decided.UsesLastPrices,
                }
                : new Placement(forecast.Queries[i], host?.Reason ?? reason, Record) { Preferred = Preferred(pool, decided, i) };
        }

        return placements;
    }

    private static Endpoint? Preferred(ModelPool pool, DecidedBatch decided, int query) =>
        decided.Host is not null && decided.Decision.EndpointOf[query] is >= 0 and var j ? pool[j] : null;

    private static PlacementReason Reason(Forecast forecast, DecidedBatch decided, int query) => decided.Decision switch
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
