namespace Eccos.Predictors;

/// <summary>Fits <see cref="QueryKernel"/>: vocabulary, inverse document frequencies, scaling and frequencies of the surface features.</summary>
internal static class QueryKernelFit
{
    public static QueryKernel Fit(IReadOnlyList<string> texts, KernelOptions options, CancellationToken cancellationToken)
    {
        var frequencies = new DocumentFrequencies(texts, cancellationToken);
        var buckets = frequencies.Select(options.MinimumDocumentFrequency, options.VocabularyLimit);
        var idf = Array.ConvertAll(buckets, bucket => MathF.Log((1f + texts.Count) / (1f + frequencies[bucket])));
        var surface = new DenseMatrix(texts.Count, SurfaceFeatures.Count);
        for (var i = 0; i < texts.Count; i++)
            SurfaceFeatures.Extract(texts[i], surface.Row(i));

        // With this weight a standardised feature keeps its unit: the scaling divides by sqrt(F).
        var scaling = SurfaceScaling.Fit(surface, Math.Sqrt(SurfaceFeatures.Count));
        var random = new Random(options.Seed);
        var waves = new float[options.FourierFeatures * SurfaceFeatures.Count];
        for (var k = 0; k < waves.Length; k++)
            waves[k] = (float)(Gaussian(random) / options.LengthScale);
        var phases = new float[options.FourierFeatures];
        for (var k = 0; k < phases.Length; k++)
            phases[k] = (float)(2 * Math.PI * random.NextDouble());
        return new QueryKernel(new QueryKernelState(buckets, idf, scaling, waves, phases, (float)options.SurfaceWeight));
    }

    /// <summary>A standard normal, by Box and Muller.</summary>
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
