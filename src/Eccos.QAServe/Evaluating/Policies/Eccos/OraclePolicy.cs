namespace Eccos.QAServe;

/// <summary>What could be had with perfect foresight: the optimizer, with the labels in place of predictions.</summary>
internal sealed class OraclePolicy(OutcomeTable outcomes, IOptimizer optimizer, RoutingGoal goal) : IRoutingPolicy
{
    public string Name => "oracle (labels)";

    public ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var m = batch.Success.EndpointCount;
        var (success, cost) = (new double[batch.Queries.Count * m], new double[batch.Queries.Count * m]);
        for (var k = 0; k < success.Length; k++)
        {
            var (i, j) = (outcomes.IndexOf(batch.Queries[k / m].Id), k % m);
            success[k] = OrElse(outcomes.Success[i, j], 0);
            cost[k] = OrElse(outcomes.CostUsd[i, j], batch.CostUsd[k / m, j]);
        }

        var problem = BatchProblem.Of(new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(success, m), batch.FreeSlots, goal.For(batch.Queries.Count));
        return new(optimizer.Solve(problem, cancellationToken).EndpointOf);
    }

    private static double OrElse(double value, double other) => double.IsNaN(value) ? other : value;
}
