namespace Eccos.Predictors;

/// <summary>Kernel ridge regression: <see cref="RidgeModel"/> on the explicit features of <see cref="QueryKernel"/>.</summary>
internal sealed class KernelModel(QueryKernel kernel, RidgeModel ridge)
{
    public static RidgePenalties Penalties { get; } = new(2, 16, 2, 4);

    public QueryKernel Kernel => kernel;

    public RidgeModel Ridge => ridge;

    public static KernelModel Fit(IReadOnlyList<string> texts, float[] success, float[] amounts, int endpoints, KernelOptions options, RidgePenalties penalties, ParallelOptions parallel)
    {
        var kernel = QueryKernelFit.Fit(texts, options, parallel.CancellationToken);
        var ridge = RidgeModel.Fit(kernel.Rows(texts, parallel), success, amounts, endpoints, penalties, parallel);
        return new KernelModel(kernel, ridge);
    }

    /// <summary>phi . (w + w_j) of one text: 2 M sums.</summary>
    public void Sum(ReadOnlySpan<char> text, TermCounts counts, Span<float> sums)
    {
        sums.Clear();
        var sink = new Sink(ridge.Weights, sums);
        kernel.Features(text, counts, ref sink);
    }

    private readonly ref struct Sink(DenseMatrix weights, Span<float> sums) : IFeatureSink
    {
        private readonly Span<float> _sums = sums;

        public void Add(int feature, float value) => VectorMath.AddScaled(_sums, weights.Row(feature), value);
    }
}
