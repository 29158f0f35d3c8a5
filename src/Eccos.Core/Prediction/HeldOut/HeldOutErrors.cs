namespace Eccos;

/// <summary>
/// What is known of a predictor's errors from queries whose outcomes it had not seen: how much of an endpoint's predicted advantage on a query is
/// real, how far the errors of different queries go together, and how far tokens and costs lie from what is expected.
/// </summary>
/// <remarks>
/// Travels with a <see cref="Prediction"/>. A scheduler corrects the success probabilities by the slopes before it decides
/// (<see cref="PredictionCorrection.Corrected"/>), because it picks where advantages are predicted, and takes the margin of
/// <see cref="SchedulingGoal.FloorConfidence"/> from the correlation. Immutable and safe for use from any thread.
/// </remarks>
public sealed class HeldOutErrors
{
    private const double LeastTokens = 1;
    private const double LeastCostUsd = 1e-9;

    /// <summary>States what is known.</summary>
    /// <param name="endpoints">The endpoints' names; they differ.</param>
    /// <param name="meanSuccess">The mean predicted success of each over many queries, in [0, 1].</param>
    /// <param name="advantageSlopes">The slope of each, finite and 0 or more.</param>
    /// <param name="correlation">r of any two queries, in [0, 1].</param>
    /// <exception cref="ArgumentException">Lengths differ, a name stands twice, or a value is out of range.</exception>
    public HeldOutErrors(IReadOnlyList<string> endpoints, IReadOnlyList<double> meanSuccess, IReadOnlyList<double> advantageSlopes, double correlation)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(meanSuccess);
        ArgumentNullException.ThrowIfNull(advantageSlopes);
        if (meanSuccess.Count != endpoints.Count || advantageSlopes.Count != endpoints.Count)
            throw new ArgumentException($"{endpoints.Count} endpoints, {meanSuccess.Count} means and {advantageSlopes.Count} slopes; there is one of each per endpoint.");
        if (endpoints.Distinct(StringComparer.Ordinal).Count() != endpoints.Count)
            throw new ArgumentException($"A name stands twice among {string.Join(", ", endpoints)}.", nameof(endpoints));
        for (var j = 0; j < endpoints.Count; j++)
        {
            if (!(meanSuccess[j] >= 0 && meanSuccess[j] <= 1))
                throw new ArgumentOutOfRangeException(nameof(meanSuccess), meanSuccess[j], $"The mean success of '{endpoints[j]}' lies in [0, 1].");
            if (!(advantageSlopes[j] >= 0 && double.IsFinite(advantageSlopes[j])))
                throw new ArgumentOutOfRangeException(nameof(advantageSlopes), advantageSlopes[j], $"The slope of '{endpoints[j]}' is finite and at least 0.");
        }

        if (!(correlation >= 0 && correlation <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies in [0, 1].");
        (Endpoints, MeanSuccess, AdvantageSlopes, Correlation) = ([.. endpoints], [.. meanSuccess], [.. advantageSlopes], correlation);
    }

    /// <summary>The endpoints' names.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>The mean predicted success of each endpoint over the queries that this was learned from.</summary>
    public IReadOnlyList<double> MeanSuccess { get; }

    /// <summary>
    /// For each endpoint, the real advantage per predicted advantage: 1 where predictions are right, less where the choice of the best would disappoint,
    /// more where the predictor holds back. The advantage of an endpoint on a query is its predicted success less its own mean, less the mean of the same over
    /// all endpoints.
    /// </summary>
    public IReadOnlyList<double> AdvantageSlopes { get; }

    /// <summary>r: two queries' errors have the covariance r times the product of their standard errors.</summary>
    public double Correlation { get; }

    /// <summary>How far output tokens lie from their expectation, which <see cref="SchedulingGoal.CostQuantile"/> rests on.</summary>
    /// <value><see langword="null"/>, the default, when that is not known.</value>
    public AmountSpread? OutputTokens { get; init; }

    /// <summary>The same of costs, for endpoints without prices.</summary>
    /// <value><see langword="null"/>, the default, when that is not known.</value>
    public AmountSpread? CostUsd { get; init; }

    /// <summary>Learns from predictions of queries that the predictor had not seen: out of fold, held out, or with each query left out of its own prediction.</summary>
    /// <param name="outcomes">The outcomes of the queries.</param>
    /// <param name="heldOut">What was predicted, row i of record i, with the same columns.</param>
    /// <returns><see langword="null"/> when fewer than 100 queries have outcomes of two endpoints: too few to tell errors from chance.</returns>
    /// <exception cref="ArgumentException">The prediction's rows or columns are not those of the outcomes.</exception>
    public static HeldOutErrors? Measure(TrainingSet outcomes, Prediction heldOut)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(heldOut);
        if (heldOut.QueryCount != outcomes.Records.Count || !heldOut.Endpoints.SequenceEqual(outcomes.Endpoints, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The prediction is of {heldOut.QueryCount} queries on {string.Join(", ", heldOut.Endpoints)}; the outcomes are of {outcomes.Records.Count} on {string.Join(", ", outcomes.Endpoints)}.",
                nameof(heldOut));
        }

        return AdvantageFit.Fit(outcomes.Success, heldOut) is not { } fit ? null : new HeldOutErrors(heldOut.Endpoints, fit.Means, fit.Slopes, fit.Correlation)
        {
            OutputTokens = SpreadFit.Fit(heldOut.Endpoints, outcomes.OutputTokens, heldOut.OutputTokens, LeastTokens),
            CostUsd = SpreadFit.Fit(heldOut.Endpoints, outcomes.CostUsd, heldOut.CostUsd, LeastCostUsd),
        };
    }

    /// <summary>What is left once the slopes have been applied.</summary>
    internal HeldOutErrors Applied()
    {
        var ones = new double[Endpoints.Count];
        Array.Fill(ones, 1);
        return new HeldOutErrors(Endpoints, MeanSuccess, ones, Correlation) { OutputTokens = OutputTokens, CostUsd = CostUsd };
    }
}
