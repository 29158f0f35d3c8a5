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
        var placements = new Placement[forecast.Queries.Count];
        for (var i = 0; i < placements.Length; i++)
        {
            placements[i] = assignment.EndpointOf[i] is >= 0 and var j
                ? new Placement(forecast.Queries[i], assignment.Infeasibility is null ? PlacementReason.MeetsGoal : RelaxedOrMet(assignment))
                {
                    Endpoint = pool[j],
                    SuccessProbability = forecast.Prediction.Success[i, j],
                    StandardError = forecast.Prediction.StandardError[i, j],
                    ExpectedCostUsd = forecast.Cost[i, j],
                    ExpectedOutputTokens = forecast.Prediction.OutputTokens?[i, j] is { } tokens && !double.IsNaN(tokens) ? tokens : null,
                    Lease = decided.Leases[i],
                }
                : new Placement(forecast.Queries[i], ReasonNotPlaced(forecast, decided, i));
        }

        return placements;
    }

    // Under Defer the queries that are placed keep every limit; only the others pay.
    private static PlacementReason RelaxedOrMet(Assignment assignment) =>
        assignment.EndpointOf.Contains(Assignment.Unassigned) ? PlacementReason.MeetsGoal : PlacementReason.LimitRelaxed;

    private static PlacementReason ReasonNotPlaced(Forecast forecast, DecidedBatch decided, int query) => decided.Assignment switch
    {
        _ when !forecast.HasEligible(query) => PlacementReason.NoEligibleEndpoint,
        _ when !forecast.HasEligible(query, decided.Room) => PlacementReason.EndpointsOut,
        { IsFound: true } => PlacementReason.Deferred,
        { Status: AssignmentStatus.Infeasible } => PlacementReason.Infeasible,
        _ => PlacementReason.OutOfTime,
    };
}
