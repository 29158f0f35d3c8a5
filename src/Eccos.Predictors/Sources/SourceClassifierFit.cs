using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Fits the softmax regression of source on vector,
/// <code>
/// minimise -sum_i ln P(s_i | phi_i) + lambda |W|^2 / 2
/// </code>
/// by steps H^-1 G with the bound H = X'X / 2 + lambda I on the curvature, which all sources share (D. Böhning, "Multinomial Logistic Regression
/// Algorithm", Ann. Inst. Statist. Math. 44, 1992), with Nesterov's momentum that starts anew where it points uphill (B. O'Donoghue, E. Candès,
/// "Adaptive Restart for Accelerated Gradient Schemes", Found. Comput. Math. 15, 2015).
/// </summary>
/// <param name="vectors">X, N x D.</param>
/// <param name="labels">s_i.</param>
/// <param name="parallel">Threads and cancellation; the result does not depend on the threads.</param>
internal sealed class SourceClassifierFit(DenseMatrix vectors, SourceLabels labels, ParallelOptions parallel)
{
    private const double Lambda = 0.1;
    private const int Steps = 60;
    private const double Tolerance = 1e-3;
    private const int RowsPerTask = 256;

    private readonly int _d = vectors.ColumnCount;
    private readonly int _stride = SourceModel.StrideOf(labels.Count);
    private readonly float[] _logShares = LogShares(labels);

    /// <returns>ln share_s of every source, and W: D rows of S weights and zeros up to <see cref="SourceModel.StrideOf"/>.</returns>
    public (float[] LogShares, DenseMatrix Weights) Fit()
    {
        var h = ((vectors.Gram(parallel) / 2) + (Matrix<double>.Build.DenseIdentity(_d) * Lambda)).Cholesky();
        var w = Matrix<double>.Build.Dense(_d, labels.Count);
        var ahead = w;
        var momentum = 1.0;
        for (var step = 0; step < Steps; step++)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            var change = h.Solve(Gradient(ahead));
            var next = ahead - change;
            if (change.PointwiseMultiply(next - w).RowSums().Sum() > 0)
                momentum = 1;
            var grown = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            ahead = next + ((next - w) * ((momentum - 1) / grown));
            (w, momentum) = (next, grown);
            if (change.InfinityNorm() < Tolerance)
                break;
        }

        return (_logShares, Padded(w));
    }

    /// <summary>X'(P - Y) + lambda W; blocks of rows are summed in the order of the rows.</summary>
    private Matrix<double> Gradient(Matrix<double> w)
    {
        var weights = Padded(w);
        int[] dimensions = [.. Enumerable.Range(0, _d)];
        var blocks = new float[(vectors.RowCount + RowsPerTask - 1) / RowsPerTask][];
        Parallel.For(0, blocks.Length, parallel, block =>
        {
            var sum = new float[_d * _stride];
            var scores = new float[_stride];
            var end = Math.Min((block + 1) * RowsPerTask, vectors.RowCount);
            for (var i = block * RowsPerTask; i < end; i++)
            {
                var x = vectors.Row(i);
                Array.Clear(scores);
                _logShares.CopyTo(scores, 0);
                RowSum.Add(scores, weights.Values, _stride, dimensions, x);
                var p = scores.AsSpan(0, labels.Count);
                VectorMath.Softmax(p);
                p[labels.Source[i]] -= 1;
                scores.AsSpan(labels.Count).Clear();
                for (var k = 0; k < x.Length; k++)
                    VectorMath.AddScaled(sum.AsSpan(k * _stride, _stride), scores, x[k]);
            }

            blocks[block] = sum;
        });

        return Matrix<double>.Build.Dense(_d, labels.Count, (k, s) => (Lambda * w[k, s]) + blocks.Sum(block => (double)block[(k * _stride) + s]));
    }

    private DenseMatrix Padded(Matrix<double> w)
    {
        var padded = new DenseMatrix(_d, _stride);
        for (var k = 0; k < _d; k++)
        {
            for (var s = 0; s < labels.Count; s++)
                padded.Row(k)[s] = (float)w[k, s];
        }

        return padded;
    }

    private static float[] LogShares(SourceLabels labels)
    {
        var counts = new int[labels.Count];
        foreach (var s in labels.Source)
            counts[s]++;
        return Array.ConvertAll(counts, count => MathF.Log((float)count / labels.Source.Length));
    }
}
