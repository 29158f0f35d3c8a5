using System.Numerics.Tensors;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class HashedTextEncoderTests
{
    private static readonly string[] _texts =
    [
        .. Enumerable.Range(0, 60).Select(i => $"How many apples does Ann have if she buys {i} boxes of {i + 3} apples and eats {i / 2} of them?"),
        .. Enumerable.Range(0, 60).Select(i => $"Which planet is number {i % 8} from the sun?\nA. Mars\nB. Venus\nC. Earth\nD. Jupiter"),
        .. Enumerable.Range(0, 60).Select(i => $"def f{i}(x):\n    return [x + {i}] * {i % 5}\nWhat does f{i}({i}) return?"),
    ];

    private static readonly HashedTextEncoder _encoder = HashedTextEncoder.Fit(_texts);

    private static IEnumerable<TestCaseData<string>> OddTexts() =>
    [
        new("") { TestName = "{m}(empty)" },
        new(" \t\r\n\0") { TestName = "{m}(blank)" },
        new("\uD800") { TestName = "{m}(lone high surrogate)" },
        new("x\uDC00\uDC00y") { TestName = "{m}(lone low surrogates)" },
        new("三角形の内角の和は何度ですか。") { TestName = "{m}(Japanese)" },
        new("ما هي عاصمة مصر؟") { TestName = "{m}(Arabic)" },
        new("👩‍👩‍👧‍👦🤷🏽") { TestName = "{m}(emoji)" },
        new(new string('9', 100_000)) { TestName = "{m}(a long number)" },
        new(string.Concat(Enumerable.Repeat("lorem ipsum 42 {x} ", 60_000))) { TestName = "{m}(1 MB)" },
        new(new string('ａ', 70_000)) { TestName = "{m}(one long word)" },
    ];

    [TestCaseSource(nameof(OddTexts))]
    public void Encode_OddText_IsFiniteAndOfLengthOne(string text)
    {
        var vector = Encode(_encoder, text);

        Assert.That(vector, Is.All.Matches<float>(float.IsFinite));
        Assert.That(TensorPrimitives.Norm(vector), Is.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void Encode_OfTheSameKind_IsCloserThanOfAnother()
    {
        var apples = Encode(_encoder, "How many pears does Tom have if he buys 7 boxes of 12 pears?");
        var same = Encode(_encoder, _texts[3]);
        var planets = Encode(_encoder, _texts[63]);
        var code = Encode(_encoder, _texts[123]);

        Assert.That(TensorPrimitives.Dot(apples, same), Is.GreaterThan(0.2 + TensorPrimitives.Dot(apples, planets)));
        Assert.That(TensorPrimitives.Dot(apples, same), Is.GreaterThan(0.2 + TensorPrimitives.Dot(apples, code)));
    }

    [Test]
    public void Fit_AnyNumberOfThreads_IsTheSameBitForBit()
    {
        var one = HashedTextEncoder.Fit(_texts, new TextEncoderOptions { MaxDegreeOfParallelism = 1 });
        var eight = HashedTextEncoder.Fit(_texts, new TextEncoderOptions { MaxDegreeOfParallelism = 8 });

        Assert.That(_texts.Select(text => Encode(eight, text)), Is.EqualTo(_texts.Select(text => Encode(one, text))));
    }

    [Test]
    public void Fit_AnotherSeed_DiffersByRoundingAlone()
    {
        var other = HashedTextEncoder.Fit(_texts, new TextEncoderOptions { Seed = 77, LatentDimensions = 8 });
        var encoder = HashedTextEncoder.Fit(_texts, new TextEncoderOptions { LatentDimensions = 8 });

        // The singular vectors' signs are free; cosines are not.
        for (var i = 0; i < _texts.Length; i += 17)
        {
            var expected = TensorPrimitives.Dot(Encode(encoder, _texts[0]), Encode(encoder, _texts[i]));
            Assert.That(TensorPrimitives.Dot(Encode(other, _texts[0]), Encode(other, _texts[i])), Is.EqualTo(expected).Within(1e-3));
        }
    }

    [Test]
    public async Task EncodeAsync_ManyTexts_EqualsOneByOneBitForBit()
    {
        var batch = new float[_texts.Length * _encoder.Dimension];
        await _encoder.EncodeAsync(_texts, batch);

        Assert.That(batch, Is.EqualTo(_texts.SelectMany(text => Encode(_encoder, text))));
    }

    [Test]
    public void Encode_AfterWarmUp_AllocatesNothing()
    {
        var vector = new float[_encoder.Dimension];
        for (var i = 0; i < 100; i++)
            _encoder.Encode(_texts[i], vector);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _encoder.Encode(_texts[i], vector);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void State_OfAFittedEncoder_MakesTheSameEncoder()
    {
        var again = new HashedTextEncoder(_encoder.State);

        Assert.That(Encode(again, _texts[5]), Is.EqualTo(Encode(_encoder, _texts[5])));
    }

    [TestCase("")]
    [TestCase("one text alone")]
    public void Fit_OneText_EncodesFinitely(string text)
    {
        var encoder = HashedTextEncoder.Fit([text]);

        Assert.That(Encode(encoder, text), Is.All.Matches<float>(float.IsFinite));
        Assert.That(Encode(encoder, "another text"), Is.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void Fit_NoText_Throws() => Assert.That(() => HashedTextEncoder.Fit([]), Throws.ArgumentException.With.Message.Contains("no text"));

    [Test]
    public void Fit_SettingsOutOfRange_ReportsAllOfThem() =>
        Assert.That(
            () => HashedTextEncoder.Fit(_texts, new TextEncoderOptions { LatentDimensions = 0, SurfaceWeight = double.NaN }),
            Throws.TypeOf<OptionsValidationException>()
                .With.Message.Contains("LatentDimensions is 0").And.Message.Contains("SurfaceWeight is NaN"));

    [Test]
    public void Encode_DestinationOfAnotherLength_Throws() =>
        Assert.That(() => _encoder.Encode("x", new float[3]), Throws.ArgumentException.With.Message.Contains("holds 3 values"));

    [Test]
    public void Fit_Cancelled_Throws() =>
        Assert.That(() => HashedTextEncoder.Fit(_texts, cancellationToken: new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    private static float[] Encode(HashedTextEncoder encoder, string text)
    {
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, vector);
        return vector;
    }
}
