namespace Eccos.QAServe;

/// <summary>Eccos by the same problem that a scheduler solves, without its ledger.</summary>
internal sealed class OptimizerPolicy(string name, IOptimizer optimizer, RoutingGoal goal) : IRoutingPolicy
{
    public string Name => name;

    public ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new(optimizer.Solve(BatchProblem.Of(batch.CostUsd, batch.Success, batch.FreeSlots, goal.For(batch.Queries.Count)), cancellationToken).EndpointOf);
    }
}
