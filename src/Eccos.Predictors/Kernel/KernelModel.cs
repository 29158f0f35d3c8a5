namespace Eccos.Predictors;

/// <summary>Kernel logistic regression: <see cref="RidgeModel"/> on the explicit features of <see cref="QueryKernel"/>.</summary>
internal sealed class KernelModel(QueryKernel kernel, RidgeModel ridge)
{
    public static RidgePenalties Penalties { get; } = new(5, 8, 2, 4);

    public QueryKernel Kernel => kernel;

    public RidgeModel Ridge => ridge;

    public static KernelModel Fit(IReadOnlyList<string> texts, float[] success, float[] amounts, int endpoints, KernelOptions options, RidgePenalties penalties, ParallelOptions parallel)
    {
        var kernel = QueryKernelFit.Fit(texts, options, parallel.CancellationToken);
        var ridge = RidgeModel.Fit(kernel.Rows(texts, parallel), success, amounts, endpoints, penalties, parallel);
        return new KernelModel(kernel, ridge);
    }

    /// <summary>phi . (w + w_j) of one text: <see cref="RidgeModel.WidthOf"/> sums.</summary>
    public void Sum(KernelFeatures features, Span<float> sums)
    {
        sums.Clear();
        RowSum.Add(sums, ridge.Weights.Values, ridge.Weights.ColumnCount, features.Rows, features.Values);
    }
}
