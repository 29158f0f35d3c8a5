namespace Eccos.Predictors;

/// <summary>A line y = a + b x of which a normal distribution is known: Bayesian linear regression, one observation at a time.</summary>
/// <param name="A">The mean of a.</param>
/// <param name="B">The mean of b.</param>
/// <param name="VarianceA">The variance of a.</param>
/// <param name="VarianceB">The variance of b.</param>
/// <param name="Covariance">Their covariance.</param>
internal readonly record struct NormalLine(double A, double B, double VarianceA, double VarianceB, double Covariance = 0)
{
    public double Mean(double x) => A + (B * x);

    public double Variance(double x) => VarianceA + (2 * Covariance * x) + (VarianceB * x * x);

    /// <summary>The distribution after y was seen at x with the variance <paramref name="noise"/>.</summary>
    public NormalLine Observe(double x, double y, double noise)
    {
        var gainA = VarianceA + (Covariance * x);
        var gainB = Covariance + (VarianceB * x);
        var total = Variance(x) + noise;
        var surprise = (y - Mean(x)) / total;
        return new NormalLine(
            A + (gainA * surprise),
            B + (gainB * surprise),
            VarianceA - (gainA * gainA / total),
            VarianceB - (gainB * gainB / total),
            Covariance - (gainA * gainB / total));
    }
}
