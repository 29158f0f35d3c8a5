using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Learns <see cref="TwinTransfer"/> from out-of-fold logits l_ij of queries that have a twin, by ridge logistic regression
/// <code>
/// minimise sum_ij log-loss(y_ij, l_ij + (R B')_ij) + lambda |B|^2 / 2          R_ik = w_i (y_tk - mean_k)
/// </code>
/// in Newton steps with the bound H = R'R / 4 + lambda I on the curvature, which all endpoints share (D. Böhning, "Multinomial Logistic
/// Regression Algorithm", Ann. Inst. Statist. Math. 44, 1992). lambda is chosen by log-loss over folds, and so is whether twins tell anything.
/// </summary>
/// <param name="logits">N x M out-of-fold logits.</param>
/// <param name="success">N x M scores; NaN where there is none.</param>
/// <param name="twins">The twin of each query, from another fold.</param>
/// <param name="fold">The fold of each query.</param>
/// <param name="folds">The number of folds.</param>
/// <param name="leastCertainty">Twins tell something when they lower the log-loss by more than so many of its standard errors over pairs.</param>
internal sealed class TwinFit(double[] logits, float[] success, Twin[] twins, int[] fold, int folds, double leastCertainty = 0)
{
    private const int FewestPairs = 24;
    private const int MostPairs = 4096;
    private const int Steps = 200;
    private const double Tolerance = 1e-4;

    private static readonly double[] _lambdas = [1, 2, 4, 8, 16, 32];

    private readonly int _m = success.Length / twins.Length;
    private readonly double[] _means = EndpointMeans.Of(success, success.Length / twins.Length);

    /// <summary>Fits B for both kinds of twins.</summary>
    /// <param name="crossFitted">N x M: what a B that was fitted to the other folds adds to the logits; 0 for queries without a twin.</param>
    public TwinTransfer Fit(out double[] crossFitted)
    {
        crossFitted = new double[logits.Length];
        return new TwinTransfer(_means, Kind(reordered: false, crossFitted), Kind(reordered: true, crossFitted));
    }

    private double[] Kind(bool reordered, double[] crossFitted)
    {
        int[] rows = [.. Enumerable.Range(0, twins.Length).Where(i => twins[i].Row >= 0 && twins[i].Reordered == reordered)];
        if (rows.Length < FewestPairs)
            return new double[_m * _m];
        var without = Array.ConvertAll(rows, i => Loss(i, default));
        var (least, chosen) = (without.Sum(), (Lambda: 0.0, Held: Array.Empty<Vector<double>>()));
        foreach (var lambda in _lambdas)
        {
            var held = new Vector<double>[rows.Length];
            for (var f = 0; f < folds; f++)
            {
                // Of a pair that lies in the fold with one of its two, the outcomes are not to be learned from.
                int[] others = [.. rows.Where(i => fold[i] != f && fold[twins[i].Row] != f).Take(MostPairs)];
                var b = Solve(others, lambda);
                for (var k = 0; k < rows.Length; k++)
                {
                    if (fold[rows[k]] == f)
                        held[k] = b * Features(rows[k]);
                }
            }

            double[] with = [.. rows.Select((i, k) => Loss(i, held[k].AsArray()))];
            if (with.Sum() < least && Certainty(rows, without, with) >= leastCertainty)
                (least, chosen) = (with.Sum(), (lambda, held));
        }

        if (chosen.Held.Length == 0)
            return new double[_m * _m];
        for (var k = 0; k < rows.Length; k++)
        {
            for (var j = 0; j < _m; j++)
                crossFitted[(rows[k] * _m) + j] = chosen.Held[k][j];
        }

        return Solve([.. rows.Take(MostPairs)], chosen.Lambda).ToRowMajorArray();
    }

    /// <summary>B, M x M.</summary>
    private Matrix<double> Solve(int[] rows, double lambda)
    {
        var b = Matrix<double>.Build.Dense(_m, _m);
        if (rows.Length == 0)
            return b;
        var r = Matrix<double>.Build.DenseOfRowVectors(rows.Select(Features));
        var h = ((r.TransposeThisAndMultiply(r) / 4) + (Matrix<double>.Build.DenseIdentity(_m) * lambda)).Cholesky();
        for (var step = 0; step < Steps; step++)
        {
            var excess = r.TransposeAndMultiply(b);
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = 0; j < _m; j++)
                {
                    var k = (rows[i] * _m) + j;
                    excess[i, j] = float.IsNaN(success[k]) ? 0 : Logistic.Sigmoid(logits[k] + excess[i, j]) - success[k];
                }
            }

            var change = h.Solve(r.TransposeThisAndMultiply(excess) + (b.Transpose() * lambda)).Transpose();
            b -= change;
            if (change.Enumerate().Max(Math.Abs) < Tolerance)
                break;
        }

        return b;
    }

    /// <summary>By how many standard errors over pairs the losses fall; of two queries that are each other's twin, one tells little that the other does not.</summary>
    private double Certainty(int[] rows, double[] without, double[] with)
    {
        var falls = rows.Select((i, k) => (Pair: (Math.Min(i, twins[i].Row), Math.Max(i, twins[i].Row)), Fall: without[k] - with[k]))
            .GroupBy(entry => entry.Pair).Select(pair => pair.Sum(entry => entry.Fall)).ToArray();
        var mean = falls.Average();
        return falls.Sum() / Math.Sqrt(Math.Max(falls.Sum(fall => (fall - mean) * (fall - mean)), double.Epsilon));
    }

    private Vector<double> Features(int i)
    {
        var w = TwinTransfer.Weight(twins[i]);
        return Vector<double>.Build.Dense(_m, k =>
        {
            var y = success[(twins[i].Row * _m) + k];
            return float.IsNaN(y) ? 0 : w * (y - _means[k]);
        });
    }

    private double Loss(int i, ReadOnlySpan<double> change)
    {
        var loss = 0.0;
        for (var j = 0; j < _m; j++)
        {
            var y = success[(i * _m) + j];
            if (float.IsNaN(y))
                continue;
            loss += Logistic.LogLoss(logits[(i * _m) + j] + (change.Length > 0 ? change[j] : 0), y);
        }

        return loss;
    }
}
