namespace Eccos;

/// <summary>Why one query was placed where it was: every endpoint with its figures, chosen or why not.</summary>
/// <remarks>Immutable and safe for use from any thread. It holds no query text.</remarks>
public sealed record DecisionRecord
{
    /// <summary>The query's id.</summary>
    public required string QueryId { get; init; }

    /// <summary>The name of the endpoint that serves the query; <see langword="null"/> when none does.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Why the query was placed so.</summary>
    public required PlacementReason Reason { get; init; }

    /// <summary>What was striven for.</summary>
    public required Objective Objective { get; init; }

    /// <summary>alpha, the quality floor the decision had to keep; <see langword="null"/> for none.</summary>
    public double? QualityFloor { get; init; }

    /// <summary>B, the budget in USD the decision had to keep; <see langword="null"/> for none.</summary>
    public double? BudgetUsd { get; init; }

    /// <summary>Every endpoint of the pool, in its order.</summary>
    public required IReadOnlyList<ConsideredEndpoint> Endpoints { get; init; }

    /// <summary>Says it in one sentence per thought, for a log or a person.</summary>
    /// <returns>English text in the invariant culture.</returns>
    public string Explain() => Explanation.Of(this);
}
