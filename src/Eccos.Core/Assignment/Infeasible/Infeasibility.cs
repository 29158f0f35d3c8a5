namespace Eccos;

/// <summary>Why no assignment keeps all limits: which limit, and by how much it would have to give.</summary>
/// <remarks>Qualities and costs in it are exact to a relative gap, of the optimizers in Eccos.Optimization 1e-6 at the most.</remarks>
public sealed record Infeasibility
{
    /// <summary>The queries that no endpoint may serve, by their place; empty when every query has one.</summary>
    public IReadOnlyList<int> QueriesWithoutEndpoint { get; init; } = [];

    /// <summary>The number of queries the workload limits leave unserved, whatever the floor and the budget; 0 when all fit.</summary>
    public int UnservedQueries { get; init; }

    /// <summary>The highest average success probability reachable when the floor of the batch is dropped and all else kept; <see langword="null"/> when not known.</summary>
    public double? HighestQuality { get; init; }

    /// <summary>The least cost in USD when the budget of the batch is dropped and all else kept; <see langword="null"/> when none does or it is not known.</summary>
    public double? LeastCost { get; init; }

    /// <summary>
    /// The smallest set of limits that cannot be kept together: leave any one of them out, or let it give by what it names, and the others can be. There may be
    /// further sets, as small or larger.
    /// </summary>
    /// <value>Empty when a query has no endpoint, where no limit is to blame, and when time ran out before the set was found.</value>
    public IReadOnlyList<ConflictingLimit> Conflict { get; init; } = [];

    /// <summary>Whether it is proven that no smaller set conflicts; <see langword="false"/> when time ran out on the way, or nothing was found.</summary>
    public bool IsSmallestConflict { get; init; }

    /// <summary>The reason as one sentence with the figures.</summary>
    public required string Message { get; init; }
}
