using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Foretells a number of an endpoint without history from its facts and its name: a Gaussian process over endpoints with an unknown mean
/// (C. Rasmussen, C. Williams, "Gaussian Processes for Machine Learning", 2006, sections 2.2 and 2.7),
/// <code>
/// y ~ N(mu 1, v K),   K = rho X X' / d + omega S + (1 - rho - omega) I       X: facts, d: their number, S: how alike names are
/// </code>
/// averaged over rho, what facts explain, and omega, what names do, by the restricted likelihood, so that what explains nothing here is not
/// believed. Names are chosen by whoever runs the endpoints: that they explain anything is given a lesser prior.
/// </summary>
internal static class FactRegression
{
    /// <summary>One endpoint alone does not tell how far endpoints differ: a standard deviation of 1, in logits or logarithms.</summary>
    private const double LoneVariance = 1;

    /// <summary>The prior probability that names explain anything.</summary>
    private const double NamesPrior = 0.3;

    private static readonly double[] _parts = [0, 0.3, 0.6, 0.8, 0.9];

    /// <param name="endpoints">The known endpoints and, last, the one to foretell.</param>
    /// <param name="y">The known endpoints' numbers, at least one.</param>
    /// <returns>Mean and variance of the last endpoint's number.</returns>
    public static (double Mean, double Variance) Predict(EndpointComparison endpoints, double[] y)
    {
        if (y.Length < 2)
            return (y[0], LoneVariance);
        double[] parts = endpoints.Facts[0].Length == 0 ? [0] : _parts;
        var (facts, names) = (Facts(endpoints), Matrix<double>.Build.DenseOfArray(endpoints.Names));
        var fits = new List<(double Mean, double Variance, double LogWeight)>();
        foreach (var named in (bool[])[false, true])
        {
            var pairs = parts.SelectMany(rho => _parts.Where(omega => omega > 0 == named && rho + omega <= _parts[^1] + 1e-9).Select(omega => (rho, omega))).ToArray();
            foreach (var (rho, omega) in pairs)
            {
                var fit = Fit((facts * rho) + (names * omega) + Matrix<double>.Build.DiagonalIdentity(y.Length + 1).Multiply(1 - rho - omega), y);
                fits.Add((fit.Mean, fit.Variance, fit.LogLikelihood + Math.Log((named ? NamesPrior : 1 - NamesPrior) / pairs.Length)));
            }
        }

        var best = fits.Max(fit => fit.LogWeight);
        double weight = 0, mean = 0, square = 0;
        foreach (var fit in fits)
        {
            var w = Math.Exp(fit.LogWeight - best);
            weight += w;
            mean += w * fit.Mean;
            square += w * (fit.Variance + (fit.Mean * fit.Mean));
        }

        mean /= weight;
        return (mean, Math.Max((square / weight) - (mean * mean), 0));
    }

    private static (double Mean, double Variance, double LogLikelihood) Fit(Matrix<double> kernel, double[] y)
    {
        var n = y.Length;
        var cross = kernel.Column(n, 0, n);
        var cholesky = kernel.SubMatrix(0, n, 0, n).Cholesky();
        var ones = Vector<double>.Build.Dense(n, 1);
        var weights = cholesky.Solve(ones);
        var precision = weights.Sum();
        var mu = weights.DotProduct(Vector<double>.Build.DenseOfArray(y)) / precision;
        var residual = Vector<double>.Build.DenseOfArray(y) - mu;
        var solved = cholesky.Solve(residual);
        var scale = Math.Max(residual.DotProduct(solved) / (n - 1), 1e-9);
        var reduced = cholesky.Solve(cross);
        var gap = 1 - weights.DotProduct(cross);
        var variance = scale * (kernel[n, n] - cross.DotProduct(reduced) + (gap * gap / precision));
        var logLikelihood = -0.5 * (((n - 1) * Math.Log(scale)) + cholesky.DeterminantLn + Math.Log(precision));
        return (mu + cross.DotProduct(solved), variance, logLikelihood);
    }

    /// <summary>X X' / d; 0 where there are no facts.</summary>
    private static Matrix<double> Facts(EndpointComparison endpoints)
    {
        var rows = endpoints.Facts;
        if (rows[0].Length == 0)
            return Matrix<double>.Build.Dense(rows.Length, rows.Length);
        var x = Matrix<double>.Build.DenseOfRowArrays(rows);
        return x.TransposeAndMultiply(x) / rows[0].Length;
    }
}
