namespace Eccos.Predictors;

/// <summary>Standardises surface features: (value - mean) factor, cut at 3 standard deviations so that an outlier does not drown the words.</summary>
/// <param name="Means">The mean of each feature over the training queries.</param>
/// <param name="Factors">Weight / (sqrt(F) standard deviation); 0 for a feature that never varies.</param>
/// <param name="Cut">3 standard deviations in the unit of the result.</param>
internal sealed record SurfaceScaling(float[] Means, float[] Factors, float Cut)
{
    private const double StandardDeviations = 3;

    /// <summary>F, the number of features that it was fitted to: the first of <see cref="SurfaceFeature"/>.</summary>
    public int Count => Means.Length;

    public static SurfaceScaling Fit(DenseMatrix features, double weight)
    {
        var f = features.ColumnCount;
        var moments = ColumnMoments.Of(features);
        return new SurfaceScaling(
            Array.ConvertAll(moments.Means, mean => (float)mean),
            Array.ConvertAll(moments.Deviations, deviation => deviation > 1e-4 ? (float)(weight / (Math.Sqrt(f) * deviation)) : 0),
            (float)(StandardDeviations * weight / Math.Sqrt(f)));
    }

    public void Apply(Span<float> features)
    {
        for (var k = 0; k < features.Length; k++)
            features[k] = Math.Clamp((features[k] - Means[k]) * Factors[k], -Cut, Cut);
    }
}
