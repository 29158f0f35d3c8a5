namespace Eccos.Predictors;

/// <summary>Standardises query features: (x - mean) factor, cut at 4 standard deviations.</summary>
/// <param name="Means">One per feature.</param>
/// <param name="Factors">1 / standard deviation; 0 for a feature that never varies.</param>
internal sealed record FeatureScaling(float[] Means, float[] Factors)
{
    private const float Cut = 4;

    public static FeatureScaling Fit(DenseMatrix features)
    {
        var moments = ColumnMoments.Of(features);
        return new FeatureScaling(
            Array.ConvertAll(moments.Means, mean => (float)mean),
            Array.ConvertAll(moments.Deviations, deviation => deviation > 1e-6 ? (float)(1 / deviation) : 0));
    }

    public void Apply(Span<float> features)
    {
        for (var k = 0; k < features.Length; k++)
            features[k] = Math.Clamp((features[k] - Means[k]) * Factors[k], -Cut, Cut);
    }
}
