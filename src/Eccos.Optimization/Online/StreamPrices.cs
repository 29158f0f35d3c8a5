namespace Eccos.Optimization;

/// <summary>Prices computed over a sample, and how the stream is to move away from them until the next.</summary>
/// <param name="Price">p of the limit at <paramref name="Aim"/>: USD per correct answer, or correct answers per USD.</param>
/// <param name="Mu">mu_j, the prices of the endpoints' requests.</param>
/// <param name="Aim">The average of y they were computed for.</param>
/// <param name="Slope">k = dy / d ln p, by how much the average of y grows with p.</param>
/// <param name="Statistics">What the sample tells of y.</param>
/// <param name="Shadow">The same as the optimizer states them, to start the next solution from.</param>
internal sealed record StreamPrices(
    double Price,
    double[] Mu,
    double Aim,
    double Slope,
    YieldStatistics Statistics,
    IReadOnlyList<ShadowPrice> Shadow)
{
    // Further off the slope says little; the next solution is not far.
    private const double MostLogStep = 1;

    /// <summary>p at another aim: p exp((aim - Aim) / k).</summary>
    public double At(double aim) => Slope > 0 ? Price * Math.Exp(Math.Clamp((aim - Aim) / Slope, -MostLogStep, MostLogStep)) : Price;
}
