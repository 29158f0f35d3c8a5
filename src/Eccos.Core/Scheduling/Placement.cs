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
}
