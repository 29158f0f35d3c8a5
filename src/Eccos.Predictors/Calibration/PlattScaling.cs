namespace Eccos.Predictors;

/// <summary>
/// p = sigmoid(a logit + b), a and b by maximum likelihood (<see cref="LogisticLine"/>; J. Platt, "Probabilistic Outputs for Support Vector Machines",
/// 1999). A weak prior at a = 1, b = 0 keeps few labels from moving it far.
/// </summary>
internal sealed record PlattScaling(double Slope, double Intercept) : ICalibration
{
    private const double Prior = 4;
    private const double FlattestSlope = 0.05;

    /// <summary>Farther from 0 a probability could round to 1.</summary>
    private const double FarthestLogit = 30;

    public static PlattScaling Identity { get; } = new(1, 0);

    public static PlattScaling Fit(ReadOnlySpan<double> logits, ReadOnlySpan<double> success)
    {
        var (a, b) = new LogisticLine(1, Prior, Prior).Fit(logits, [], success);
        return double.IsFinite(a) && double.IsFinite(b) ? new PlattScaling(Math.Max(a, FlattestSlope), b) : Identity;
    }

    public double Probability(double logit) => Logistic.Sigmoid(Math.Clamp((Slope * logit) + Intercept, -FarthestLogit, FarthestLogit));
}
