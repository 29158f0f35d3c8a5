namespace Eccos.QAServe;

/// <summary>
/// Eccos with the best quality at a part of what another policy would spend on the same batch: the other one is asked first, and the budget is
/// <code>
/// B = share x sum_i c_(i, j(i))        c: predicted costs, j(i): the endpoint the other policy takes for query i
/// </code>
/// No label is read: what the other one would spend is predicted.
/// </summary>
internal sealed class MatchedSpendPolicy(string name, IOptimizer optimizer, IRoutingPolicy other, double share) : IRoutingPolicy
{
    public string Name => name;

    public async ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var theirs = await other.ChooseAsync(batch, cancellationToken).ConfigureAwait(false);
        var spend = theirs.Select((j, i) => j >= 0 ? batch.CostUsd[i, j] : 0).Sum();
        var goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = share * spend, WhenInfeasible = InfeasiblePolicy.RelaxBudget };
        return optimizer.Solve(BatchProblem.Of(batch.CostUsd, batch.Success, batch.FreeSlots, goal), cancellationToken).EndpointOf;
    }
}
