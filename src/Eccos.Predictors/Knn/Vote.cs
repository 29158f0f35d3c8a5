namespace Eccos.Predictors;

/// <summary>What the neighbours of one query say of one endpoint: sums over those for which the label was recorded.</summary>
/// <param name="SumW">sum w</param>
/// <param name="SumWSquared">sum w^2</param>
/// <param name="SumWY">sum w y</param>
internal readonly record struct Vote(double SumW, double SumWSquared, double SumWY)
{
    public Vote Add(double w, double y) => new(SumW + w, SumWSquared + (w * w), SumWY + (w * y));

    /// <summary>(sum w y + s mean) / (sum w + s)</summary>
    public double Estimate(double mean, double s) => (SumWY + (s * mean)) / (SumW + s);

    /// <summary>
    /// n_eff = (sum w + s)^2 / (sum w^2 + s), the effective number of neighbours of L. Kish, "Survey Sampling" (1965), in which the
    /// endpoint's mean stands for s observations of weight 1; without a neighbour it is s.
    /// </summary>
    public double EffectiveCount(double s) => (SumW + s) * (SumW + s) / (SumWSquared + s);
}
