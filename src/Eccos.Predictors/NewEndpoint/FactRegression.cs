using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Foretells a number of an endpoint without history from its facts: a Gaussian process over endpoints with a linear kernel and an
/// unknown mean (C. Rasmussen, C. Williams, "Gaussian Processes for Machine Learning", 2006, sections 2.2 and 2.7),
/// <code>
/// y ~ N(mu 1, v K),   K = rho X X' / d + (1 - rho) I       X: facts, d: their number, rho: what facts explain
/// </code>
/// averaged over rho by the restricted likelihood, so that facts which explain nothing here are not believed.
/// </summary>
internal static class FactRegression
{
    /// <summary>One endpoint alone does not tell how far endpoints differ: a standard deviation of 1, in logits or logarithms.</summary>
    private const double LoneVariance = 1;

    private static readonly double[] _rho = [0, 0.3, 0.6, 0.8, 0.9];

    /// <param name="facts">X: one row per known endpoint and, last, the endpoint to foretell.</param>
    /// <param name="y">The known endpoints' numbers, at least one.</param>
    /// <returns>Mean and variance of the last endpoint's number.</returns>
    public static (double Mean, double Variance) Predict(double[][] facts, double[] y)
    {
        if (y.Length < 2)
            return (y[0], LoneVariance);
        var fits = Array.ConvertAll(facts[0].Length == 0 ? [0] : _rho, rho => Fit(facts, y, rho));
        var best = fits.Max(fit => fit.LogLikelihood);
        double weight = 0, mean = 0, square = 0;
        foreach (var fit in fits)
        {
            var w = Math.Exp(fit.LogLikelihood - best);
            weight += w;
            mean += w * fit.Mean;
            square += w * (fit.Variance + (fit.Mean * fit.Mean));
        }

        mean /= weight;
        return (mean, Math.Max((square / weight) - (mean * mean), 0));
    }

    private static (double Mean, double Variance, double LogLikelihood) Fit(double[][] facts, double[] y, double rho)
    {
        var n = y.Length;
        var k = Matrix<double>.Build.Dense(n, n, (a, b) => Kernel(facts[a], facts[b], rho) + (a == b ? 1 - rho : 0));
        var cross = Vector<double>.Build.Dense(n, a => Kernel(facts[a], facts[n], rho));
        var own = Kernel(facts[n], facts[n], rho) + (1 - rho);
        var cholesky = k.Cholesky();
        var ones = Vector<double>.Build.Dense(n, 1);
        var weights = cholesky.Solve(ones);
        var precision = weights.Sum();
        var mu = weights.DotProduct(Vector<double>.Build.DenseOfArray(y)) / precision;
        var residual = Vector<double>.Build.DenseOfArray(y) - mu;
        var solved = cholesky.Solve(residual);
        var scale = Math.Max(residual.DotProduct(solved) / (n - 1), 1e-9);
        var reduced = cholesky.Solve(cross);
        var gap = 1 - weights.DotProduct(cross);
        var variance = scale * (own - cross.DotProduct(reduced) + (gap * gap / precision));
        var logLikelihood = -0.5 * (((n - 1) * Math.Log(scale)) + cholesky.DeterminantLn + Math.Log(precision));
        return (mu + cross.DotProduct(solved), variance, logLikelihood);
    }

    private static double Kernel(double[] a, double[] b, double rho)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += a[k] * b[k];
        return a.Length == 0 ? 0 : rho * sum / a.Length;
    }
}
