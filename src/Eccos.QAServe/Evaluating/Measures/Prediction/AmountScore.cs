namespace Eccos.QAServe;

/// <summary>How well predicted amounts, tokens or costs, agree with recorded ones, both as natural logarithms z.</summary>
/// <param name="Pairs">The query x endpoint pairs that have both.</param>
/// <param name="MeanAbsoluteError">mean |z predicted - z recorded|.</param>
/// <param name="R2">1 - sum (z predicted - z recorded)^2 / sum (z recorded - mean)^2 over all pairs; null when all recorded ones are equal.</param>
/// <param name="R2WithinEndpoint">The same against each endpoint's own mean: what is explained of the differences between queries; null when there are none.</param>
public sealed record AmountScore(int Pairs, double MeanAbsoluteError, double? R2, double? R2WithinEndpoint)
{
    /// <summary>Scores pairs; those without a logarithm, 0 or less, are left out.</summary>
    /// <param name="pairs">Amounts of the endpoints; null where there is none.</param>
    /// <returns>Null when no pair is left.</returns>
    public static AmountScore? Of(IEnumerable<(string Endpoint, double? Predicted, double? Recorded)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        (string Endpoint, double Predicted, double Recorded)[] logs =
        [
            .. pairs.Where(pair => pair is { Predicted: > 0, Recorded: > 0 })
                .Select(pair => (pair.Endpoint, Math.Log(pair.Predicted!.Value), Math.Log(pair.Recorded!.Value))),
        ];
        if (logs.Length == 0)
            return null;
        var mean = Mean(logs.Select(pair => pair.Recorded));
        var means = logs.GroupBy(pair => pair.Endpoint, pair => pair.Recorded, StringComparer.Ordinal).ToDictionary(group => group.Key, Mean, StringComparer.Ordinal);
        var residual = logs.Sum(pair => Square(pair.Predicted - pair.Recorded));
        return new AmountScore(
            logs.Length,
            logs.Average(pair => Math.Abs(pair.Predicted - pair.Recorded)),
            Explained(residual, logs.Sum(pair => Square(pair.Recorded - mean))),
            Explained(residual, logs.Sum(pair => Square(pair.Recorded - means[pair.Endpoint]))));
    }

    private static double? Explained(double residual, double total) => total > 0 ? 1 - (residual / total) : null;

    // Rounding would put the mean of equal values beside them.
    private static double Mean(IEnumerable<double> values) => Math.Clamp(values.Average(), values.Min(), values.Max());

    private static double Square(double value) => value * value;
}
