namespace Eccos.Predictors.Tests;

public sealed class MlpPredictorTests
{
    private static readonly MlpOptions _small = new() { HiddenLayers = [12], EmbeddingLength = 6, Members = 2, MaxEpochs = 6 };

    [TestCaseSource(typeof(OddSets), nameof(OddSets.All))]
    public async Task PredictAsync_OddTrainingSets_IsSensible(TrainingSet set)
    {
        var mlp = await new MlpTrainer(_small).FitAsync(set);

        OddSets.AssertSensible(await mlp.PredictAsync(OddSets.Questions()));
    }

    [Test]
    public async Task PredictAsync_EndpointWithoutAnyLabel_IsSensible() =>
        OddSets.AssertSensible(await (await new MlpTrainer(_small).FitAsync(OddSets.WithoutLabels())).PredictAsync(OddSets.Questions()));

    [Test]
    public async Task PredictAsync_HoweverTheBatchIsCut_GivesTheSameBits()
    {
        var mlp = await new MlpTrainer(_small).FitAsync(Synthetic.Set(150, 4));
        var queries = Synthetic.Set(70, 5).Records.Select(record => record.ToQuery()).ToList();

        var whole = await mlp.PredictAsync(queries);
        for (var i = 0; i < queries.Count; i++)
        {
            var alone = await mlp.PredictAsync([queries[i]]);
            Assert.That(alone.Success.Row(0).SequenceEqual(whole.Success.Row(i)), Is.True);
            Assert.That(alone.StandardError.Row(0).SequenceEqual(whole.StandardError.Row(i)), Is.True);
            Assert.That(alone.OutputTokens!.Row(0).SequenceEqual(whole.OutputTokens!.Row(i)), Is.True);
        }

        Assert.That((await mlp.PredictAsync([])).QueryCount, Is.Zero);
    }

    [Test]
    public async Task PredictAsync_EncoderFromOutside_ReplacesOrJoinsTheDefault()
    {
        var set = Synthetic.Set(100, 4);
        var encoder = FunctionEncoder.Random(20);
        var (replaced, joined) = (Options(join: false), Options(join: true));

        var alone = await new MlpTrainer(replaced).FitAsync(set);
        var both = await new MlpTrainer(joined).FitAsync(set);

        Assert.That(alone.Encoding.Width, Is.EqualTo(32), "20 dimensions, padded");
        Assert.That(both.Encoding.Width, Is.GreaterThan(32));
        OddSets.AssertSensible(await both.PredictAsync(OddSets.Questions()));

        MlpOptions Options(bool join) => new() { HiddenLayers = [8], Members = 1, MaxEpochs = 3, Encoder = encoder, JoinDefaultEncoder = join };
    }

    [Test]
    public void FitAsync_EncoderThatReturnsNaN_NamesTheTextAndTheDimension()
    {
        var encoder = new FunctionEncoder(3, text => text.Contains("simple", StringComparison.Ordinal) ? [1, float.NaN, 0] : [1, 0, 0]);

        Assert.That(async () => await new MlpTrainer(new MlpOptions { Encoder = encoder }).FitAsync(Synthetic.Set(50, 1)), Throws.TypeOf<EccosException>().With.Message.Contains("dimension 1"));
    }

    [Test]
    public async Task PredictAsync_EncoderThatChangesItsLength_Throws()
    {
        var encoder = new ShiftingEncoder();
        var mlp = await new MlpTrainer(new MlpOptions { Encoder = encoder, HiddenLayers = [4], Members = 1, MaxEpochs = 2 }).FitAsync(Synthetic.Set(50, 1));
        encoder.Dimension = 5;

        Assert.That(async () => await mlp.PredictAsync([new Query("1", "text")]), Throws.TypeOf<EccosException>().With.Message.Contains("5 dimensions now"));
    }

    private sealed class ShiftingEncoder : ITextEncoder
    {
        public int Dimension { get; set; } = 4;

        public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
        {
            for (var k = 0; k < destination.Length; k++)
                destination.Span[k] = 1 + (k % 3);
            return ValueTask.CompletedTask;
        }
    }
}
