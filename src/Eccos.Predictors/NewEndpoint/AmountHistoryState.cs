namespace Eccos.Predictors;

/// <summary>Everything that <see cref="AmountHistory"/> consists of.</summary>
/// <param name="Columns">The known endpoints whose amounts are predicted and recorded.</param>
/// <param name="Delta">delta_j of each.</param>
/// <param name="Sigma">sigma_j of each.</param>
/// <param name="Level">b_i of every query of the history.</param>
/// <param name="Shared">rho r_i of every query of the history.</param>
/// <param name="B">b.</param>
/// <param name="C">The mean of c_j.</param>
/// <param name="Noise">The variance of h.</param>
/// <param name="NoiseAlone">The variance of r.</param>
/// <param name="Least">The least amount that is told apart from none.</param>
internal sealed record AmountHistoryState(
    int[] Columns,
    double[] Delta,
    double[] Sigma,
    double[] Level,
    double[] Shared,
    double B,
    double C,
    double Noise,
    double NoiseAlone,
    double Least);
