namespace Eccos.Optimization;

/// <summary>The price of one limit, computed over a sample, and how it is to move away from there until the next.</summary>
/// <param name="Price">p at <paramref name="Aim"/>: USD per correct answer, or correct answers per USD.</param>
/// <param name="Aim">The average of y it was computed for.</param>
/// <param name="Slope">k = dy / d ln p, by how much the average of y grows with p.</param>
/// <param name="Statistics">What the sample tells of y.</param>
internal readonly record struct LimitPrice(double Price, double Aim, double Slope, YieldStatistics Statistics)
{
    // Further off the slope says little; the next solution is not far.
    private const double MostLogStep = 1;

    /// <summary>p at another aim: p exp((aim - Aim) / k).</summary>
    public double At(double aim) => Slope > 0 ? Price * Math.Exp(Math.Clamp((aim - Aim) / Slope, -MostLogStep, MostLogStep)) : Price;
}
