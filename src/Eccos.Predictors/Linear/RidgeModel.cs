namespace Eccos.Predictors;

/// <summary>
/// Ridge regression of success and log amounts on a query's features phi, in two levels that are penalised apart:
/// <code>
/// y_ij = mean_j + phi_i . (w + w_j)        w from the mean residual of each query over its endpoints, w_j from what is left
/// </code>
/// Fitted by <see cref="ConjugateGradient"/>; prediction reads w + w_j alone.
/// </summary>
/// <param name="Means">mean_j of success; the pool's for an endpoint without labels.</param>
/// <param name="Weights">One row per feature: M sums w + w_j for success, M for log amounts, and zeros up to <see cref="WidthOf"/>.</param>
internal sealed record RidgeModel(double[] Means, DenseMatrix Weights)
{
    private const int Iterations = 40;
    private const double LeastProbability = 0.02;

    /// <summary>The numbers that a query's sums take: those of M endpoints in whole vectors.</summary>
    public static int WidthOf(int endpoints) => RowSum.Padded(2 * endpoints);

    public static RidgeModel Fit(SparseMatrix features, float[] success, float[] amounts, int endpoints, RidgePenalties penalties, ParallelOptions parallel)
    {
        var means = EndpointMeans(success, endpoints);
        var residuals = new float[success.Length];
        for (var k = 0; k < residuals.Length; k++)
            residuals[k] = (float)(success[k] - means[k % endpoints]);
        var y = new DenseMatrix(features.RowCount, 2 * (endpoints + 1));
        var mask = new DenseMatrix(features.RowCount, y.ColumnCount);
        Split(residuals, endpoints, 0, y, mask);
        Split(amounts, endpoints, endpoints + 1, y, mask);
        double[] lambda =
        [
            penalties.SharedSuccess, .. Enumerable.Repeat(penalties.OwnSuccess, endpoints),
            penalties.SharedAmount, .. Enumerable.Repeat(penalties.OwnAmount, endpoints),
        ];
        var solved = ConjugateGradient.Solve(features, y, mask, lambda, Iterations, parallel);
        var weights = new DenseMatrix(features.ColumnCount, WidthOf(endpoints));
        for (var f = 0; f < weights.RowCount; f++)
        {
            var from = solved.Row(f);
            var to = weights.Row(f);
            for (var j = 0; j < endpoints; j++)
            {
                to[j] = from[0] + from[1 + j];
                to[endpoints + j] = from[endpoints + 1] + from[endpoints + 2 + j];
            }
        }

        return new RidgeModel(means, weights);
    }

    /// <summary>Turns one query's sums phi . (w + w_j) into logits and log amounts.</summary>
    public void Read(ReadOnlySpan<float> sums, Span<double> logits, Span<double> amounts)
    {
        var m = Means.Length;
        for (var j = 0; j < m; j++)
        {
            var p = Math.Clamp(Means[j] + sums[j], LeastProbability, 1 - LeastProbability);
            logits[j] = Math.Log(p / (1 - p));
            amounts[j] = sums[m + j];
        }
    }

    private static double[] EndpointMeans(float[] success, int endpoints)
    {
        var means = new double[endpoints];
        double total = 0.5, observed = 1;
        foreach (var value in success)
        {
            if (float.IsNaN(value))
                continue;
            total += value;
            observed++;
        }

        for (var j = 0; j < endpoints; j++)
        {
            double sum = total / observed, count = 1;
            for (var k = j; k < success.Length; k += endpoints)
            {
                if (float.IsNaN(success[k]))
                    continue;
                sum += success[k];
                count++;
            }

            means[j] = sum / count;
        }

        return means;
    }

    private static void Split(float[] residuals, int endpoints, int column, DenseMatrix y, DenseMatrix mask)
    {
        for (var i = 0; i < y.RowCount; i++)
        {
            var row = residuals.AsSpan(i * endpoints, endpoints);
            var sum = 0f;
            var count = 0;
            foreach (var value in row)
            {
                if (float.IsNaN(value))
                    continue;
                sum += value;
                count++;
            }

            if (count == 0)
                continue;
            var shared = sum / count;
            y.Row(i)[column] = shared;
            mask.Row(i)[column] = 1;
            for (var j = 0; j < endpoints; j++)
            {
                if (float.IsNaN(row[j]))
                    continue;
                y.Row(i)[column + 1 + j] = row[j] - shared;
                mask.Row(i)[column + 1 + j] = 1;
            }
        }
    }
}
