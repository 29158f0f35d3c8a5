namespace Eccos.Predictors;

/// <summary>Fits <see cref="SourceModel"/>: which sources a text may come from, and what each endpoint makes of each.</summary>
internal static class SourceFit
{
    /// <param name="labels">The source of each query.</param>
    /// <param name="vectors">The queries, encoded.</param>
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="amounts">N x M log amounts less the mean of their endpoint; NaN where there is none.</param>
    /// <param name="endpoints">M.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static SourceModel Fit(SourceLabels labels, DenseMatrix vectors, float[] success, float[] amounts, int endpoints, ParallelOptions parallel)
    {
        var (a, z) = (SourceMeans.Of(success, labels, endpoints), SourceMeans.Of(amounts, labels, endpoints));
        var means = new DenseMatrix(labels.Count, RidgeModel.WidthOf(endpoints));
        for (var s = 0; s < labels.Count; s++)
        {
            var row = means.Row(s);
            for (var j = 0; j < endpoints; j++)
                (row[j], row[endpoints + j]) = ((float)a[(s * endpoints) + j], (float)z[(s * endpoints) + j]);
        }

        var (logShares, weights) = new SourceClassifierFit(vectors, labels, parallel).Fit();
        return new SourceModel(logShares, weights, means);
    }
}
