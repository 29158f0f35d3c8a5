namespace Eccos;

/// <summary>Makes the decision record of one query.</summary>
internal static class Considered
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="query">The query's place in the forecast.</param>
    /// <param name="chosen">The endpoint's place, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="reason">Why it was placed so.</param>
    /// <param name="goal">What the decision had to keep.</param>
    /// <param name="reducedCost">The reduced cost of the query on an endpoint; null without prices.</param>
    /// <param name="withheld">Why an endpoint that may serve the query could not be had for it; null when it could.</param>
    public static DecisionRecord Record(
        ModelPool pool,
        Forecast forecast,
        int query,
        int chosen,
        PlacementReason reason,
        SchedulingGoal goal,
        Func<int, double?> reducedCost,
        Func<int, EndpointVerdict?> withheld)
    {
        var (success, cost) = (forecast.Prediction.Success, forecast.Cost);
        var endpoints = new ConsideredEndpoint[pool.Count];
        for (var j = 0; j < endpoints.Length; j++)
            endpoints[j] = new ConsideredEndpoint(pool[j].Name, success[query, j], forecast.Prediction.StandardError[query, j], cost[query, j], reducedCost(j), Verdict(j));
        return new DecisionRecord
        {
            QueryId = forecast.Queries[query].Id,
            Endpoint = chosen == Assignment.Unassigned ? null : pool[chosen].Name,
            Reason = reason,
            Objective = goal.Objective,
            QualityFloor = goal.QualityFloor,
            BudgetUsd = goal.BudgetUsd,
            Endpoints = endpoints,
        };

        EndpointVerdict Verdict(int j)
        {
            if (j == chosen)
                return EndpointVerdict.Chosen;
            if ((Eligibility.Breach(forecast.Queries[query], pool[j], success[query, j], forecast.Tokens[query, j]) ?? withheld(j)) is { } reason)
                return reason;
            if (chosen == Assignment.Unassigned)
                return EndpointVerdict.Possible;
            if (cost[query, j] > cost[query, chosen])
                return EndpointVerdict.MoreExpensive;
            return success[query, j] < success[query, chosen] ? EndpointVerdict.LessCapable : EndpointVerdict.Full;
        }
    }
}
