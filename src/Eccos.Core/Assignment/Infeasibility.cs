namespace Eccos;

/// <summary>Why no assignment keeps all limits: which limit, and by how much it would have to give.</summary>
public sealed record Infeasibility
{
    /// <summary>The queries that no endpoint may serve, by their place; empty when every query has one.</summary>
    public IReadOnlyList<int> QueriesWithoutEndpoint { get; init; } = [];

    /// <summary>The number of queries the workload limits leave unserved, whatever the floor and the budget; 0 when all fit.</summary>
    public int UnservedQueries { get; init; }

    /// <summary>The highest average success probability reachable under the workload limits and the budget; <see langword="null"/> when not known.</summary>
    public double? HighestQuality { get; init; }

    /// <summary>The least cost in USD that reaches the floor under the workload limits; <see langword="null"/> when none does or it is not known.</summary>
    public double? LeastCost { get; init; }

    /// <summary>The reason as one sentence with the figures.</summary>
    public required string Message { get; init; }
}
