namespace Eccos.Predictors.Tests;

public sealed class QueryKernelTests
{
    private static readonly string[] _texts = [.. Synthetic.Set(80, 1).Records.Select(record => record.Query)];

    [Test]
    public void Features_TwoTexts_MultiplyToCosinePlusGaussian()
    {
        var options = new KernelOptions { FourierFeatures = 8192, SurfaceWeight = 0.5, LengthScale = 6, MinimumDocumentFrequency = 1 };
        var kernel = QueryKernelFit.Fit(_texts, options, default);
        for (var k = 1; k < 12; k++)
        {
            var (a, b) = (Dense(kernel, _texts[0]), Dense(kernel, _texts[k]));
            var words = kernel.State.Idf.Length;
            var cosine = Enumerable.Range(0, words).Sum(f => a[f] * b[f]);
            var whole = Enumerable.Range(0, a.Length).Sum(f => a[f] * b[f]);
            var distance = Enumerable.Range(0, SurfaceFeatures.Count).Sum(f => Math.Pow(Surface(kernel, _texts[0])[f] - Surface(kernel, _texts[k])[f], 2));

            Assert.That(Enumerable.Range(0, words).Sum(f => a[f] * a[f]), Is.EqualTo(1).Within(1e-5), "n-grams have length 1");
            Assert.That(cosine, Is.InRange(0, 1.00001));
            Assert.That(whole - cosine, Is.EqualTo(0.5 * Math.Exp(-distance / (2 * 36))).Within(0.03));
        }
    }

    [Test]
    public void Sum_OneText_IsItsFeaturesTimesTheWeights()
    {
        var random = new Random(1);
        var success = Array.ConvertAll(new float[_texts.Length * 2], _ => (float)random.Next(2));
        var amounts = Array.ConvertAll(new float[_texts.Length * 2], _ => (float)random.NextDouble());
        var model = KernelModel.Fit(_texts, success, amounts, 2, new KernelOptions { FourierFeatures = 32 }, new RidgePenalties(1, 2, 1, 2), new ParallelOptions());
        var features = Dense(model.Kernel, _texts[5]);
        var sums = new float[RidgeModel.WidthOf(2)];
        var read = new KernelFeatures();
        model.Kernel.Read(_texts[5], new TermCounts(model.Kernel.Vocabulary), read);

        model.Sum(read, sums);

        for (var j = 0; j < 4; j++)
            Assert.That(sums[j], Is.EqualTo(Enumerable.Range(0, features.Length).Sum(f => features[f] * model.Ridge.Weights.Row(f)[j])).Within(1e-4));
    }

    private static float[] Dense(QueryKernel kernel, string text)
    {
        var (values, features) = (new float[kernel.Dimension], new KernelFeatures());
        kernel.Read(text, new TermCounts(kernel.Vocabulary), features);
        for (var k = 0; k < features.Count; k++)
            values[features.Rows[k]] += features.Values[k];
        return values;
    }

    private static float[] Surface(QueryKernel kernel, string text)
    {
        var s = new float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, s);
        kernel.State.Scaling.Apply(s);
        return s;
    }
}
