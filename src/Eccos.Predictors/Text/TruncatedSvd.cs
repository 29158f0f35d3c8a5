using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// The r greatest singular values of a sparse matrix and their right singular vectors, A ~ U S V', by randomised subspace iteration:
/// N. Halko, P. G. Martinsson, J. A. Tropp, "Finding Structure with Randomness", SIAM Review 53 (2011), algorithms 4.4 and 5.1.
/// <code>
/// Q = orth(A Omega)                     Omega: n x (r + oversampling), independent standard normals
/// repeat: Q = orth(A orth(A' Q))        each turn raises the decay of the spectrum by two powers
/// Z = A' Q,  Z'Z = W L W'               the singular values are the roots of L
/// V = Z W L^(-1/2)                      the first r columns
/// </code>
/// orth goes by the eigenvectors of the small Gram matrix, which drops directions that the rows do not span.
/// </summary>
internal static class TruncatedSvd
{
    private const int Oversampling = 12;
    private const int Iterations = 4;

    /// <summary>An eigenvalue of a Gram matrix below this part of the greatest is rounding of single precision, not a direction.</summary>
    private const double RelativeTolerance = 1e-10;

    /// <returns>V: as many rows as A has columns, and min(r, rank of A) columns, which are orthonormal; and the singular values.</returns>
    public static (DenseMatrix V, double[] SingularValues) Compute(SparseMatrix a, int r, int seed, ParallelOptions parallel)
    {
        var transposed = a.Transposed;
        var q = Orthonormalize(a.Multiply(Gaussian(a.ColumnCount, Math.Min(r + Oversampling, Math.Min(a.RowCount, a.ColumnCount)), seed), parallel), parallel);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            q = Orthonormalize(a.Multiply(Orthonormalize(transposed.Multiply(q, parallel), parallel), parallel), parallel);
        }

        var z = transposed.Multiply(q, parallel);
        var (w, l) = Eigen(z, r, parallel);
        return (Whiten(z, w, l, parallel), Array.ConvertAll(l, Math.Sqrt));
    }

    private static DenseMatrix Orthonormalize(DenseMatrix y, ParallelOptions parallel)
    {
        var (w, l) = Eigen(y, y.ColumnCount, parallel);
        return Whiten(y, w, l, parallel);
    }

    /// <summary>The greatest eigenvalues of Y'Y, in descending order, and their vectors.</summary>
    private static (Matrix<double> Vectors, double[] Values) Eigen(DenseMatrix y, int count, ParallelOptions parallel)
    {
        if (y.ColumnCount == 0)
            return (Matrix<double>.Build.Dense(1, 1), []);
        var evd = y.Gram(parallel).Evd(Symmetricity.Symmetric);
        var values = evd.EigenValues.Select(value => value.Real).ToArray();
        var least = values[^1] * RelativeTolerance;
        var order = Enumerable.Range(0, values.Length).Reverse().Where(k => values[k] > least).Take(count).ToArray();
        var vectors = Matrix<double>.Build.Dense(values.Length, Math.Max(order.Length, 1), (k, l) => order.Length == 0 ? 0 : evd.EigenVectors[k, order[l]]);
        return (vectors, Array.ConvertAll(order, k => values[k]));
    }

    private static DenseMatrix Whiten(DenseMatrix y, Matrix<double> w, double[] l, ParallelOptions parallel)
    {
        if (l.Length == 0)
            return new DenseMatrix(y.RowCount, 0);
        var scaled = Matrix<double>.Build.Dense(w.RowCount, l.Length, (i, k) => w[i, k] / Math.Sqrt(l[k]));
        return y.Multiply(scaled, parallel);
    }

    private static DenseMatrix Gaussian(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var omega = new DenseMatrix(rows, columns);
        for (var k = 0; k < omega.Values.Length; k++)
        {
            // Box-Muller
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            omega.Values[k] = (float)(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return omega;
    }
}
