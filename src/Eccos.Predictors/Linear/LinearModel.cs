namespace Eccos.Predictors;

/// <summary>A linear model per endpoint on the encoder's vectors.</summary>
internal static class LinearModel
{
    public static RidgePenalties Penalties { get; } = new(1, 3, 2, 4);

    /// <param name="vectors">N rows of encoded queries.</param>
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="amounts">N x M log amounts; NaN where there is none.</param>
    /// <param name="endpoints">M.</param>
    /// <param name="penalties">lambda.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static RidgeModel Fit(DenseMatrix vectors, float[] success, float[] amounts, int endpoints, RidgePenalties penalties, ParallelOptions parallel)
    {
        var starts = new int[vectors.RowCount + 1];
        for (var i = 0; i < vectors.RowCount; i++)
            starts[i + 1] = starts[i] + vectors.ColumnCount;
        var columns = new int[vectors.Values.Length];
        for (var k = 0; k < columns.Length; k++)
            columns[k] = k % vectors.ColumnCount;
        var features = new SparseMatrix(vectors.ColumnCount, starts, columns, vectors.Values);
        return RidgeModel.Fit(features, success, amounts, endpoints, penalties, parallel);
    }

    /// <summary>phi . (w + w_j) of one encoded query.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vector">phi.</param>
    /// <param name="rows">0, 1, 2, … up to the length of <paramref name="vector"/>.</param>
    /// <param name="sums"><see cref="RidgeModel.WidthOf"/> sums.</param>
    public static void Sum(RidgeModel model, ReadOnlySpan<float> vector, ReadOnlySpan<int> rows, Span<float> sums)
    {
        sums.Clear();
        RowSum.Add(sums, model.Weights.Values, model.Weights.ColumnCount, rows, vector);
    }
}
