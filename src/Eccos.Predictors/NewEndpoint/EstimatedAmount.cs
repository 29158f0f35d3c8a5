namespace Eccos.Predictors;

/// <summary>What is known of the tokens or costs of one endpoint without history.</summary>
/// <param name="Model">How the known endpoints differ; null when nobody's amounts are known.</param>
/// <param name="Line">The logarithm of the expected amount by the offset of the query.</param>
internal sealed record EstimatedAmount(AmountHistory? Model, NormalLine Line)
{
    /// <summary>A forecast that is nearly ignorant is not raised to a multiple of itself.</summary>
    private const double GreatestVariance = 1;

    /// <summary>Of an endpoint of which only the probes' own amounts are known: their mean.</summary>
    public static EstimatedAmount? Of(IReadOnlyCollection<double> amounts, double least) =>
        amounts.Count == 0 ? null : new EstimatedAmount(null, new NormalLine(Math.Log(Math.Max(amounts.Average(), least)), 0, 0, 0));

    /// <summary>The amounts after labels. Where the known endpoints do not tell of any, those that were known first stay: of how many they were the mean is not kept.</summary>
    /// <param name="known">What was known before; null for nothing.</param>
    /// <param name="labels">Row in the history or -1, the base predictor's amounts on the query, and the amount.</param>
    /// <param name="least">Lesser amounts are taken for this one.</param>
    public static EstimatedAmount? Learn(EstimatedAmount? known, IReadOnlyCollection<(int Row, double[] Predicted, double Amount)> labels, double least) =>
        known is null ? Of([.. labels.Select(label => label.Amount)], least) : known.Model?.Learn(known.Line, labels) ?? known;

    /// <summary>The expected amount, above 0: the mean of a log-normal distribution.</summary>
    public double Amount(ReadOnlySpan<double> predicted)
    {
        var x = Model?.Offset(predicted) ?? 0;
        return Math.Exp(Line.Mean(x) + (Math.Min(Line.Variance(x), GreatestVariance) / 2));
    }
}
