namespace Eccos;

/// <summary>Tells of a query of a stream why each endpoint was chosen or not.</summary>
internal static class StreamRecord
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="goal">What the stream strives for.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="query">The query's place in it.</param>
    /// <param name="chosen">The endpoint's place, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="reason">Why it was placed so.</param>
    /// <param name="choice">The choice; null for none.</param>
    /// <param name="refusedBy">What refused an endpoint.</param>
    /// <param name="whenFull">What was to happen if the endpoints with room could not keep the limits.</param>
    /// <param name="host">What the host had chosen itself; null when it left the choice to the decision.</param>
    public static DecisionRecord Of(
        ModelPool pool,
        SchedulingGoal goal,
        Forecast forecast,
        int query,
        int chosen,
        PlacementReason reason,
        OnlineChoice? choice,
        Func<int, CapacityKind> refusedBy,
        WhenFull whenFull,
        HostChoice? host = null) => Considered.Record(
        pool,
        forecast,
        query,
        chosen,
        reason,
        goal,
        j => new EndpointView(
            ReducedCost(goal, forecast, query, j, choice?.Multiplier),
            refusedBy(j) switch
            {
                CapacityKind.None => null,
                CapacityKind.EndpointOut => EndpointVerdict.CoolingDown,
                _ => EndpointVerdict.Full,
            },
            forecast.Eligible[(query * pool.Count) + j],
            refusedBy(j)),
        host) with
        {
            Stream = new StreamConditions(whenFull, choice?.Prices) { ErrorWeight = StreamStanding.ErrorWeight(goal, forecast) },
        };

    // At the multiplier alone, without the prices of the workload: the same for every online optimizer.
    private static double? ReducedCost(SchedulingGoal goal, Forecast forecast, int i, int j, double? multiplier) => multiplier is not { } lambda ? null
        : goal.Objective == Objective.BestQuality ? (lambda * forecast.Cost[i, j]) - forecast.Prediction.Success[i, j]
        : forecast.Cost[i, j] - (lambda * forecast.Prediction.Success[i, j]);
}
