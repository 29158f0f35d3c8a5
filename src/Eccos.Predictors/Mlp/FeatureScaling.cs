namespace Eccos.Predictors;

/// <summary>Standardises query features: (x - mean) factor, cut at 4 standard deviations.</summary>
/// <param name="Means">One per feature.</param>
/// <param name="Factors">1 / standard deviation; 0 for a feature that never varies.</param>
internal sealed record FeatureScaling(float[] Means, float[] Factors)
{
    private const float Cut = 4;

    public static FeatureScaling Fit(DenseMatrix features)
    {
        var d = features.ColumnCount;
        var (means, factors) = (new float[d], new float[d]);
        for (var k = 0; k < d; k++)
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < features.RowCount; i++)
            {
                var value = (double)features.Row(i)[k];
                sum += value;
                squares += value * value;
            }

            var mean = sum / features.RowCount;
            var deviation = Math.Sqrt(Math.Max((squares / features.RowCount) - (mean * mean), 0));
            means[k] = (float)mean;
            factors[k] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }

        return new FeatureScaling(means, factors);
    }

    public void Apply(Span<float> features)
    {
        for (var k = 0; k < features.Length; k++)
            features[k] = Math.Clamp((features[k] - Means[k]) * Factors[k], -Cut, Cut);
    }
}
