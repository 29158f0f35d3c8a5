namespace Eccos.Predictors;

/// <summary>
/// Ridge regression on sparse rows for many right-hand sides at once, in the dual, by conjugate gradients (M. R. Hestenes, E. Stiefel 1952):
/// <code>
/// (S_j X X' S_j + lambda_j I) alpha_j = S_j y_j          S_j masks the rows without a label in column j
/// w_j = X' S_j alpha_j
/// </code>
/// No kernel matrix is formed; an iteration is two passes over the entries of X.
/// </summary>
internal static class ConjugateGradient
{
    private const double RelativeResidual = 1e-3;

    /// <summary>Solves for the weights.</summary>
    /// <param name="x">X.</param>
    /// <param name="y">One column of labels per right-hand side; 0 where masked.</param>
    /// <param name="mask">1 where there is a label, 0 where there is none.</param>
    /// <param name="lambda">lambda_j.</param>
    /// <param name="iterations">The most iterations; a solution stops changing visibly long before.</param>
    /// <param name="parallel">Threads and cancellation; the result does not depend on the threads.</param>
    /// <returns>One row of weights per feature.</returns>
    public static DenseMatrix Solve(SparseMatrix x, DenseMatrix y, DenseMatrix mask, double[] lambda, int iterations, ParallelOptions parallel)
    {
        var width = y.ColumnCount;
        var transposed = x.Transposed;
        var alpha = new DenseMatrix(y.RowCount, width);
        var r = Copy(y);
        var p = Copy(y);
        var rr = ColumnDots(r, r);
        var enough = Array.ConvertAll(rr, value => value * RelativeResidual * RelativeResidual);
        for (var step = 0; step < iterations; step++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            var ap = x.Multiply(transposed.Multiply(p, parallel), parallel);
            for (var k = 0; k < ap.Values.Length; k++)
                ap.Values[k] = (ap.Values[k] * mask.Values[k]) + ((float)lambda[k % width] * p.Values[k]);

            // A column that is solved stands still while the others go on.
            var pap = ColumnDots(p, ap);
            var a = new float[width];
            for (var j = 0; j < width; j++)
                a[j] = rr[j] > enough[j] ? (float)(rr[j] / pap[j]) : 0;
            for (var k = 0; k < r.Values.Length; k++)
            {
                alpha.Values[k] += a[k % width] * p.Values[k];
                r.Values[k] -= a[k % width] * ap.Values[k];
            }

            var next = ColumnDots(r, r);
            if (!Enumerable.Range(0, width).Any(j => next[j] > enough[j]))
                break;
            for (var k = 0; k < p.Values.Length; k++)
            {
                var j = k % width;
                p.Values[k] = next[j] > enough[j] ? r.Values[k] + ((float)(next[j] / rr[j]) * p.Values[k]) : 0;
            }

            rr = next;
        }

        return transposed.Multiply(alpha, parallel);
    }

    private static DenseMatrix Copy(DenseMatrix source)
    {
        var copy = new DenseMatrix(source.RowCount, source.ColumnCount);
        source.Values.CopyTo(copy.Values, 0);
        return copy;
    }

    private static double[] ColumnDots(DenseMatrix a, DenseMatrix b)
    {
        var dots = new double[a.ColumnCount];
        for (var i = 0; i < a.RowCount; i++)
        {
            var left = a.Row(i);
            var right = b.Row(i);
            for (var j = 0; j < dots.Length; j++)
                dots[j] += (double)left[j] * right[j];
        }

        return dots;
    }
}
