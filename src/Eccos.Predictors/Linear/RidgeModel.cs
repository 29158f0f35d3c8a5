namespace Eccos.Predictors;

/// <summary>
/// Regression of success and log amounts on a query's features phi, in two levels that are penalised apart:
/// <code>
/// logit a_ij = c_j + phi_i . (w + w_j)        <see cref="LogisticRidgeFit"/>
/// z_ij       = phi_i . (u + u_j)              u from the mean of each query over its endpoints, u_j from what is left, by <see cref="ConjugateGradient"/>
/// </code>
/// </summary>
/// <param name="Levels">c_j; the mean success where it is not <paramref name="IsLogistic"/>.</param>
/// <param name="Weights">One row per feature: M sums w + w_j for success, M sums u + u_j for log amounts, and zeros up to <see cref="WidthOf"/>.</param>
/// <param name="IsLogistic">Whether success is a logit; up to version 2 of the model file it was a probability.</param>
internal sealed record RidgeModel(double[] Levels, DenseMatrix Weights, bool IsLogistic)
{
    private const int Iterations = 40;
    private const double LeastProbability = 0.02;

    /// <summary>The numbers that a query's sums take: those of M endpoints in whole vectors.</summary>
    public static int WidthOf(int endpoints) => RowSum.Padded(2 * endpoints);

    public static RidgeModel Fit(SparseMatrix features, float[] success, float[] amounts, int endpoints, RidgePenalties penalties, ParallelOptions parallel)
    {
        var (intercepts, ofSuccess) = LogisticRidgeFit.Fit(features, success, endpoints, penalties, parallel);
        var (y, mask) = Split(amounts, endpoints);
        double[] lambda = [penalties.SharedAmount, .. Enumerable.Repeat(penalties.OwnAmount, y.ColumnCount - 1)];
        var ofAmounts = ConjugateGradient.Solve(features, y, mask, lambda, Iterations, parallel);
        var weights = new DenseMatrix(features.ColumnCount, WidthOf(endpoints));
        for (var f = 0; f < weights.RowCount; f++)
        {
            var from = ofAmounts.Row(f);
            var to = weights.Row(f);
            ofSuccess.Row(f)[..endpoints].CopyTo(to);
            for (var j = 0; j < endpoints; j++)
                to[endpoints + j] = from[0] + from[1 + j];
        }

        return new RidgeModel(intercepts, weights, IsLogistic: true);
    }

    /// <summary>Turns one query's sums into logits and log amounts.</summary>
    public void Read(ReadOnlySpan<float> sums, Span<double> logits, Span<double> amounts)
    {
        var m = Levels.Length;
        for (var j = 0; j < m; j++)
        {
            var level = Levels[j] + sums[j];
            logits[j] = IsLogistic ? level : Logistic.Logit(Math.Clamp(level, LeastProbability, 1 - LeastProbability));
            amounts[j] = sums[m + j];
        }
    }

    /// <summary>The mean of each row in the first column, what endpoints have beside it in the next M; the others are without labels.</summary>
    private static (DenseMatrix Y, DenseMatrix Mask) Split(float[] labels, int endpoints)
    {
        var y = new DenseMatrix(labels.Length / endpoints, RowSum.Padded(endpoints + 1));
        var mask = new DenseMatrix(y.RowCount, y.ColumnCount);
        for (var i = 0; i < y.RowCount; i++)
        {
            var row = labels.AsSpan(i * endpoints, endpoints);
            var (sum, count) = (0f, 0);
            foreach (var value in row)
                (sum, count) = float.IsNaN(value) ? (sum, count) : (sum + value, count + 1);
            if (count == 0)
                continue;
            var shared = sum / count;
            (y.Row(i)[0], mask.Row(i)[0]) = (shared, 1);
            for (var j = 0; j < endpoints; j++)
            {
                if (!float.IsNaN(row[j]))
                    (y.Row(i)[1 + j], mask.Row(i)[1 + j]) = (row[j] - shared, 1);
            }
        }

        return (y, mask);
    }
}
