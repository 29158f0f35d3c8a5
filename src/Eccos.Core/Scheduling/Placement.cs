using System.Diagnostics.CodeAnalysis;

namespace Eccos;

/// <summary>Where one query goes, what that is expected to cost and to yield, and the slot reserved for it.</summary>
public sealed class Placement
{
    private readonly Func<DecisionRecord> _decision;

    internal Placement(Query query, PlacementReason reason, Func<DecisionRecord> decision)
    {
        Query = query;
        Reason = reason;
        _decision = decision;
    }

    /// <param name="forecast">What was decided on.</param>
    /// <param name="i">The query's place in it.</param>
    /// <param name="j">The endpoint's.</param>
    /// <param name="reason">Why it was placed so.</param>
    /// <param name="decision">Says so in full.</param>
    /// <param name="lease">What was reserved.</param>
    internal Placement(Forecast forecast, int i, int j, PlacementReason reason, Func<DecisionRecord> decision, Lease lease)
        : this(forecast.Queries[i], reason, decision)
    {
        Endpoint = lease.Endpoint;
        SuccessProbability = forecast.Expected.Success[i, j];
        StandardError = forecast.Prediction.StandardError[i, j];
        ExpectedCostUsd = forecast.ExpectedCost[i, j];
        FloorMargin = forecast.Expected.Success[i, j] - forecast.Prediction.Success[i, j];
        ExpectedOutputTokens = forecast.Prediction.OutputTokens?[i, j] is { } tokens && !double.IsNaN(tokens) ? tokens : null;
        LogitShift = forecast.Expected.LogitShifts?[j] ?? 0;
        Lease = lease;
    }

    /// <summary>Names the placement, and its reservation in the ledger; the empty id when not placed.</summary>
    public PlacementId Id => Lease?.Id ?? default;

    /// <summary>The query.</summary>
    public Query Query { get; }

    /// <summary>The endpoint that is to serve the query; <see langword="null"/> when none is.</summary>
    public Endpoint? Endpoint { get; }

    /// <summary>Whether an endpoint is to serve the query.</summary>
    [MemberNotNullWhen(true, nameof(Endpoint), nameof(Lease))]
    public bool IsPlaced => Endpoint is not null;

    /// <summary>Why the query was placed so.</summary>
    public PlacementReason Reason { get; }

    /// <summary>The predicted chance of a correct answer; 0 when not placed.</summary>
    public double SuccessProbability { get; }

    /// <summary>The standard error of <see cref="SuccessProbability"/>.</summary>
    public double StandardError { get; }

    /// <summary>The expected cost in USD; 0 when not placed.</summary>
    public double ExpectedCostUsd { get; }

    /// <summary>The expected output tokens; <see langword="null"/> when the predictor knows none.</summary>
    public double? ExpectedOutputTokens { get; }

    /// <summary>Why the query was placed so, endpoint by endpoint; made when it is asked for.</summary>
    public DecisionRecord Decision => _decision();

    /// <summary>Says why the query was placed so.</summary>
    /// <returns>A sentence for each thought, in English and the invariant culture; see <see cref="Decision"/> for the figures.</returns>
    public string Explain() => Decision.Explain();

    /// <summary>The slot reserved for the query; <see langword="null"/> when not placed.</summary>
    public Lease? Lease { get; }

    /// <summary>The last limit that refused while a single query was placed; <see langword="null"/> when none did, when it was placed, or in a batch.</summary>
    public CapacityAnswer? Refusal { get; internal init; }

    /// <summary>
    /// lambda at which a single query was placed: USD per correct answer where the least cost is striven for, correct answers per USD where the best quality is;
    /// <see langword="null"/> when it was not placed by prices.
    /// </summary>
    public double? Multiplier { get; internal init; }

    /// <summary>
    /// Whether the prices this single query was to be placed at could not be computed, because the optimizer failed or ran out of time, so that it was
    /// placed at those before them, or, without any, by itself; of a batch, whether its optimizer ran out of time with nothing, so that its queries went by the prices of
    /// the batch before, or, without any, one after the other within all limits.
    /// </summary>
    public bool UsesLastPrices { get; internal init; }

    /// <summary>
    /// Where the query would have been placed, had its host not chosen an endpoint itself (<see cref="Query.ChosenEndpoint"/>); <see langword="null"/> when
    /// nowhere, and when the decision is in force.
    /// </summary>
    public Endpoint? Preferred { get; internal init; }

    /// <summary>The running floors that the placement counted on, which its label corrects.</summary>
    internal IReadOnlyList<RunningFloor> RunningFloors { get; init; } = [];

    /// <summary>By how much less than predicted the placement counted toward them.</summary>
    internal double FloorMargin { get; init; }

    /// <summary>The shift of the endpoint's logit that <see cref="SuccessProbability"/> holds.</summary>
    internal double LogitShift { get; }
}
