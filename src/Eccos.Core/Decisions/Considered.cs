namespace Eccos;

/// <summary>Makes the decision record of one query.</summary>
internal static class Considered
{
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="query">The query's place in the forecast.</param>
    /// <param name="chosen">The place of the endpoint that was decided for, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="goal">What the decision had to keep.</param>
    /// <param name="view">How each endpoint was seen.</param>
    /// <param name="host">What the host had chosen itself; null when it left the choice to the decision.</param>
    public static DecisionRecord Record(
        ModelPool pool,
        Forecast forecast,
        int query,
        int chosen,
        PlacementReason reason,
        SchedulingGoal goal,
        Func<int, EndpointView> view,
        HostChoice? host = null)
    {
        var (success, cost) = (forecast.Prediction.Success, forecast.Cost);
        var serves = host is not { } given ? chosen : given.IsPlaced ? given.Endpoint : Assignment.Unassigned;
        var endpoints = new ConsideredEndpoint[pool.Count];
        for (var j = 0; j < endpoints.Length; j++)
        {
            var seen = view(j);
            endpoints[j] = new ConsideredEndpoint(pool[j].Name, success[query, j], forecast.Prediction.StandardError[query, j], cost[query, j], seen.ReducedCost, Verdict(j, seen))
            {
                Tokens = forecast.Tokens[query, j],
                IsEligible = seen.IsEligible,
                RefusedBy = seen.RefusedBy,
            };
        }

        return new DecisionRecord
        {
            QueryId = forecast.Queries[query].Id,
            Endpoint = serves == Assignment.Unassigned ? null : pool[serves].Name,
            Reason = host?.Reason ?? reason,
            Objective = goal.Objective,
            QualityFloor = goal.QualityFloor,
            BudgetUsd = goal.BudgetUsd,
            Observed = host is { } own ? Observed(own.Endpoint) : null,
            Endpoints = endpoints,
        };

        EndpointVerdict Verdict(int j, in EndpointView seen)
        {
            if (j == serves)
                return EndpointVerdict.Chosen;
            if (j == chosen)
                return EndpointVerdict.Preferred;
            if ((Eligibility.Breach(forecast.Queries[query], pool[j], success[query, j], forecast.Tokens[query, j]) ?? seen.Withheld) is { } why)
                return why;
            if (chosen == Assignment.Unassigned)
                return EndpointVerdict.Possible;
            if (cost[query, j] > cost[query, chosen])
                return EndpointVerdict.MoreExpensive;
            return success[query, j] < success[query, chosen] ? EndpointVerdict.LessCapable : EndpointVerdict.Full;
        }

        ObservedChoice Observed(int hostEndpoint) => chosen == Assignment.Unassigned
            ? new ObservedChoice(pool[hostEndpoint].Name, reason)
            : new ObservedChoice(pool[hostEndpoint].Name, reason) { Endpoint = pool[chosen].Name, CostUsd = cost[query, chosen], SuccessProbability = success[query, chosen] };
    }
}
