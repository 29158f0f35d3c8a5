namespace Eccos;

/// <summary>Turns an assignment into a placement per query, with the reason of each.</summary>
internal static class BatchPlacements
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="assignment">The decision.</param>
    /// <param name="leases">What was reserved for it.</param>
    public static Placement[] Of(ModelPool pool, Forecast forecast, Assignment assignment, Lease?[] leases)
    {
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
                    Lease = leases[i],
                }
                : new Placement(forecast.Queries[i], ReasonNotPlaced(forecast, assignment, i));
        }

        return placements;
    }

    // Under Defer the queries that are placed keep every limit; only the others pay.
    private static PlacementReason RelaxedOrMet(Assignment assignment) =>
        assignment.EndpointOf.Contains(Assignment.Unassigned) ? PlacementReason.MeetsGoal : PlacementReason.LimitRelaxed;

    private static PlacementReason ReasonNotPlaced(Forecast forecast, Assignment assignment, int query) => assignment switch
    {
        _ when !forecast.HasEligible(query) => PlacementReason.NoEligibleEndpoint,
        { IsFound: true } => PlacementReason.Deferred,
        { Status: AssignmentStatus.Infeasible } => PlacementReason.Infeasible,
        _ => PlacementReason.OutOfTime,
    };
}
