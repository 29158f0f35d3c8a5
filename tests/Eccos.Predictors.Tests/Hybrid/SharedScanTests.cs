namespace Eccos.Predictors.Tests;

public sealed class SharedScanTests
{
    private static readonly string[] _texts = [.. Synthetic.Set(80, 1).Records.Select(record => record.Query)];

    [TestCase(1000)]
    [TestCase(30, Description = "a kernel that lacks most n-grams of the encoder")]
    public void Encode_AnyText_IsTheEncodersOwnVectorBitForBit(int kernelVocabulary)
    {
        var encoder = HashedTextEncoder.Fit(_texts, new TextEncoderOptions { LatentDimensions = 10, VocabularyLimit = 500 });
        var kernel = QueryKernelFit.Fit(_texts, new KernelOptions { VocabularyLimit = kernelVocabulary, FourierFeatures = 8 }, default);
        var scan = new SharedScan(kernel.Vocabulary, encoder);
        var counts = scan.CreateCounts();
        var (own, shared) = (new float[encoder.Dimension], new float[encoder.Dimension]);
        var (surface, features, alone) = (new float[SurfaceFeatures.Count], new KernelFeatures(), new KernelFeatures());
        foreach (var text in _texts.Append("").Append("δοκιμή 試験 🙂").Append("seen by nobody"))
        {
            encoder.Encode(text, own);
            counts.Count(text);
            SurfaceFeatures.Extract(text, surface);
            scan.Encode(counts, surface, features, shared);
            Assert.That(shared, Is.EqualTo(own), text);

            kernel.Read(counts.Terms, counts.Weights, surface, features);
            kernel.Read(text, new TermCounts(kernel.Vocabulary), alone);
            Assert.That(features.Rows.ToArray(), Is.EqualTo(alone.Rows.ToArray()), text);
            Assert.That(features.Values.ToArray(), Is.EqualTo(alone.Values.ToArray()), text);
        }
    }
}
