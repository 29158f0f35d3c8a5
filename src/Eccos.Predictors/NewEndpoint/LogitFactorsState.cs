namespace Eccos.Predictors;

/// <summary>Everything that <see cref="LogitFactors"/> consists of.</summary>
/// <param name="M">m, the mean of all m_i.</param>
/// <param name="Beta">beta_j.</param>
/// <param name="Alpha">alpha_j.</param>
/// <param name="V">The columns of V S^-1, one number per endpoint each.</param>
/// <param name="Vectors">The endpoints' vectors.</param>
internal sealed record LogitFactorsState(double M, double[] Beta, double[] Alpha, double[][] V, IReadOnlyList<double[]> Vectors);
