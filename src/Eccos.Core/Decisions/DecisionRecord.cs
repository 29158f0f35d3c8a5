namespace Eccos;

/// <summary>Why one query was placed where it was: every endpoint with its figures, chosen or why not.</summary>
/// <remarks>
/// Immutable and safe for use from any thread. It holds no query text unless that was asked for, and all that its decision followed from, so that
/// <see cref="DecisionReplay"/> can make it again.
/// </remarks>
public sealed record DecisionRecord
{
    /// <summary>The query's id.</summary>
    public required string QueryId { get; init; }

    /// <summary>What was asked.</summary>
    /// <value><see langword="null"/> unless an <see cref="IDecisionSink"/> wants it.</value>
    public string? QueryText { get; init; }

    /// <summary>When it was decided.</summary>
    /// <value><see langword="null"/> of a record that was handed to no <see cref="IDecisionSink"/>.</value>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The placement, which labels name too.</summary>
    /// <value><see langword="null"/> when the query was not placed, and of a record that was handed to no <see cref="IDecisionSink"/>.</value>
    public PlacementId? Placement { get; init; }

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

    /// <summary>What a query that came by itself was decided at; <see langword="null"/> in a batch that its caller made.</summary>
    public StreamConditions? Stream { get; init; }

    /// <summary>The query's place in its batch, or among those of a micro-batch that the optimizer decided together; <see langword="null"/> when it was placed one by one.</summary>
    public BatchPlace? Batch { get; init; }

    /// <summary>What would have been decided, where the host had chosen the endpoint itself; <see langword="null"/> where the decision is in force.</summary>
    public ObservedChoice? Observed { get; init; }

    /// <summary>Every endpoint of the pool, in its order.</summary>
    public required IReadOnlyList<ConsideredEndpoint> Endpoints { get; init; }

    /// <summary>Says it in one sentence per thought, for a log or a person.</summary>
    /// <returns>English text in the invariant culture.</returns>
    public string Explain() => Explanation.Of(this);
}
