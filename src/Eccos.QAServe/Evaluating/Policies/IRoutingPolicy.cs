namespace Eccos.QAServe;

/// <summary>A way to choose endpoints, to stand beside others in an evaluation.</summary>
/// <remarks>
/// A policy sees queries, predictions, costs and free slots, never labels; <see cref="RoutingPolicies.Oracle"/> is the one exception and is marked so.
/// A policy may keep state from call to call: make a new one for each run.
/// </remarks>
public interface IRoutingPolicy
{
    /// <summary>What the policy is called in tables.</summary>
    string Name { get; }

    /// <summary>Chooses an endpoint for each query of a batch; a query that arrives alone is a batch of one.</summary>
    /// <param name="batch">The queries and what is known of them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The endpoint's place in the pool, one per query, or <see cref="Assignment.Unassigned"/> where no slot is left.</returns>
    ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default);
}
