namespace Eccos.Predictors;

/// <summary>A ridge regression of the means of sources on the vector: the learner of sources in model files of version 2.</summary>
internal sealed class SourceRidge(RidgeModel ridge) : ISourceLearner
{
    public RidgeModel Ridge => ridge;

    public int SourceCount => 0;

    public void Forecast(ReadOnlySpan<float> vector, ReadOnlySpan<int> dimensions, Span<float> sums, Span<float> sources, Span<double> logits, Span<double> amounts)
    {
        LinearModel.Sum(ridge, vector, dimensions, sums);
        ridge.Read(sums, logits, amounts);
    }
}
