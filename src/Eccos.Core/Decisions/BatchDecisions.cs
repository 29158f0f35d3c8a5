namespace Eccos;

/// <summary>Tells of a batch, query by query, why each endpoint was chosen or not. Nothing is computed before it is asked for.</summary>
/// <param name="pool">The endpoints.</param>
/// <param name="forecast">What was decided on.</param>
/// <param name="decided">The decision.</param>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class BatchDecisions(ModelPool pool, Forecast forecast, DecidedBatch decided)
{
    private readonly Lazy<ReducedCosts?> _reduced = new(() => ReducedCosts.At(decided.Problem, decided.Decision.ShadowPrices));

    public DecisionRecord Of(int query, PlacementReason reason, HostChoice? host = null)
    {
        var chosen = decided.Decision.EndpointOf[query];
        var kept = new SchedulingGoal
        {
            Objective = decided.Problem.Objective,
            QualityFloor = decided.Floor?.Asked ?? decided.Problem.QualityFloor,
            BudgetUsd = decided.Problem.Budget,
        };
        return Considered.Record(pool, forecast, query, chosen, reason, kept, j => View(query, j, chosen), host) with
        {
            Batch = new BatchPlace(decided.Id, query, forecast.Queries.Count)
            {
                Conditions = query == 0 ? BatchConditions.Of(decided.Problem, decided.RefusedBy) : null,
            },
        };
    }

    private EndpointView View(int query, int endpoint, int chosen) => new(
        _reduced.Value?[query, endpoint],
        Withheld(query, endpoint, chosen),
        decided.Problem.IsEligible(query, endpoint),
        decided.Room[endpoint] == 0 ? CapacityKind.EndpointOut : CapacityKind.None);

    private EndpointVerdict? Withheld(int query, int endpoint, int chosen)
    {
        var problem = decided.Problem;
        if (decided.Room[endpoint] == 0)
            return EndpointVerdict.CoolingDown;
        if (!problem.IsEligible(query, endpoint) || problem.WorkloadLimits?[endpoint] <= 0 || problem.TokenLimits?[endpoint] < forecast.Tokens[query, endpoint])
            return EndpointVerdict.Full;

        // Better for this query but for the price of its slots and tokens: those do more for others.
        return chosen != Assignment.Unassigned && _reduced.Value is { } reduced && reduced.WithoutWorkload(query, endpoint) < reduced[query, chosen]
            ? EndpointVerdict.Full
            : null;
    }
}
