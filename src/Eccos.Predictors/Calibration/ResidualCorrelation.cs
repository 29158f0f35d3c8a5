namespace Eccos.Predictors;

/// <summary>
/// How much of a prediction's error all endpoints share on one query, from held-out residuals r = y - p:
/// <code>
/// rho = sum_i sum_(j != k) r_ij r_ik / sum_i sum_(j != k) sqrt(v_ij v_ik)          v = p (1 - p)
/// </code>
/// Outcomes of different endpoints on one query are independent given its difficulty, so what their residuals have in common is the error in
/// the difficulty: its variance is rho p (1 - p).
/// </summary>
internal static class ResidualCorrelation
{
    /// <param name="logits">N x M held-out logits; NaN where there is none.</param>
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="endpoints">M.</param>
    /// <returns>rho in [0, 1]; 0 when no query has two labelled endpoints.</returns>
    public static double Shared(ReadOnlySpan<double> logits, ReadOnlySpan<float> success, int endpoints)
    {
        double common = 0, whole = 0;
        for (var row = 0; row < logits.Length; row += endpoints)
        {
            double r = 0, rr = 0, s = 0, v = 0;
            for (var k = row; k < row + endpoints; k++)
            {
                if (double.IsNaN(logits[k]) || float.IsNaN(success[k]))
                    continue;
                var p = Logistic.Sigmoid(logits[k]);
                var residual = success[k] - p;
                r += residual;
                rr += residual * residual;
                s += Math.Sqrt(p * (1 - p));
                v += p * (1 - p);
            }

            common += (r * r) - rr;
            whole += (s * s) - v;
        }

        return whole > 0 ? Math.Clamp(common / whole, 0, 1) : 0;
    }
}
