using System.Diagnostics.CodeAnalysis;

namespace Eccos;

/// <summary>Where one query goes, what that is expected to cost and to yield, and the slot reserved for it.</summary>
public sealed class Placement
{
    internal Placement(Query query, PlacementReason reason)
    {
        Query = query;
        Reason = reason;
    }

    /// <summary>Names the placement, and its reservation in the ledger; the empty id when not placed.</summary>
    public PlacementId Id => Lease?.Id ?? default;

    /// <summary>The query.</summary>
    public Query Query { get; }

    /// <summary>The endpoint that is to serve the query; <see langword="null"/> when none is.</summary>
    public Endpoint? Endpoint { get; internal init; }

    /// <summary>Whether an endpoint is to serve the query.</summary>
    [MemberNotNullWhen(true, nameof(Endpoint), nameof(Lease))]
    public bool IsPlaced => Endpoint is not null;

    /// <summary>Why the query was placed so.</summary>
    public PlacementReason Reason { get; }

    /// <summary>The predicted chance of a correct answer; 0 when not placed.</summary>
    public double SuccessProbability { get; internal init; }

    /// <summary>The standard error of <see cref="SuccessProbability"/>.</summary>
    public double StandardError { get; internal init; }

    /// <summary>The expected cost in USD; 0 when not placed.</summary>
    public double ExpectedCostUsd { get; internal init; }

    /// <summary>The expected output tokens; <see langword="null"/> when the predictor knows none.</summary>
    public double? ExpectedOutputTokens { get; internal init; }

    /// <summary>The slot reserved for the query; <see langword="null"/> when not placed.</summary>
    public Lease? Lease { get; internal init; }

    /// <summary>The last limit that refused while a single query was placed; <see langword="null"/> when none did, when it was placed, or in a batch.</summary>
    public CapacityAnswer? Refusal { get; internal init; }

    /// <summary>
    /// lambda at which a single query was placed: USD per correct answer where the least cost is striven for, correct answers per USD where the best quality is;
    /// <see langword="null"/> when it was not placed by prices.
    /// </summary>
    public double? Multiplier { get; internal init; }

    /// <summary>
    /// Whether the prices this single query was to be placed at could not be computed, because the optimizer failed or ran out of time, so that it was
    /// placed at those before them, or, without any, by itself.
    /// </summary>
    public bool UsesLastPrices { get; internal init; }
}
