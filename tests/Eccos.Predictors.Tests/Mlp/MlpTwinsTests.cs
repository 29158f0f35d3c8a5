namespace Eccos.Predictors.Tests;

public sealed class MlpTwinsTests
{
    private static readonly MlpOptions _small = new() { HiddenLayers = [8], EmbeddingLength = 4, MaxEpochs = 8, Members = 4 };

    [Test]
    public async Task PredictAsync_OtherQuestionOfAPairKnown_TellsWhatTheTextDoesNot()
    {
        // Of the last hundred pairs one question is known, and the other one asked.
        var fit = Sets.Of([.. PairedQuestions.Create(0, 200), .. Enumerable.Range(200, 100).Select(pair => PairedQuestions.Question(pair, other: false))]);
        var unseen = Sets.Of([.. Enumerable.Range(200, 100).Select(pair => PairedQuestions.Question(pair, other: true))]);

        var mlp = await new MlpTrainer(_small).FitAsync(fit);
        var prediction = await mlp.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        var (first, second) = (unseen.Endpoints.ToList().IndexOf("first"), unseen.Endpoints.ToList().IndexOf("second"));
        for (var i = 0; i < unseen.Records.Count; i++)
        {
            Assert.That(prediction.Success[i, first], unseen.Success[i, first] == 1 ? Is.GreaterThan(0.8) : Is.LessThan(0.2));
            Assert.That(prediction.Success[i, second], unseen.Success[i, second] == 1 ? Is.GreaterThan(0.8) : Is.LessThan(0.2));
        }

        Assert.That(prediction.HeldOutErrors, Is.Not.Null);
    }

    [Test]
    public async Task FitAsync_NoPairs_KnowsNoTwins() =>
        Assert.That((await new MlpTrainer(_small).FitAsync(Sets.Of([.. Enumerable.Range(0, 200).Select(pair => PairedQuestions.Question(pair, other: false))]))).Twins, Is.Null);

    [Test]
    public async Task FitAsync_PairsOneThreadOrMany_GivesTheSamePredictorBitForBit()
    {
        var set = Sets.Of(PairedQuestions.Create(0, 120));
        Query[] queries = [.. PairedQuestions.Create(0, 20).Select(record => record.ToQuery() with { Text = record.Query + " now" })];

        var one = await (await new MlpTrainer(Threads(1)).FitAsync(set)).PredictAsync(queries);
        var many = await (await new MlpTrainer(Threads(4)).FitAsync(set)).PredictAsync(queries);

        Assert.That(many.Success.Values.SequenceEqual(one.Success.Values), Is.True);

        static MlpOptions Threads(int count) => new() { HiddenLayers = [8], EmbeddingLength = 4, MaxEpochs = 8, Members = 4, MaxDegreeOfParallelism = count };
    }

    [Test]
    public async Task LoadAsync_PredictorThatKnowsTwins_PredictsTheSameBitForBit()
    {
        using var file = new TemporaryFile();
        var saved = await new MlpTrainer(_small).FitAsync(Sets.Of(PairedQuestions.Create(0, 150)));
        Query[] queries = [.. PairedQuestions.Create(0, 30).Select(record => record.ToQuery() with { Text = record.Query + " now" })];

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = (MlpPredictor)await PredictorFile.LoadAsync(file.Path);

        Assert.That(saved.Twins, Is.Not.Null);
        Assert.That((await loaded.PredictAsync(queries)).Success.Values.ToArray(), Is.EqualTo((await saved.PredictAsync(queries)).Success.Values.ToArray()));
        Assert.That((await new MlpPredictor(saved.Endpoints, saved.Encoding, new Lazy<ITokenCounter>(() => new TiktokenCounter()), saved.Model).PredictAsync(queries)).Success.Values.ToArray(),
            Is.Not.EqualTo((await saved.PredictAsync(queries)).Success.Values.ToArray()), "the queries have twins");
    }

    [TestCase("twins.memory.words")]
    [TestCase("twins.outcomes")]
    public async Task LoadAsync_PartOfTheTwinsMissing_NamesIt(string part)
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(await new MlpTrainer(_small).FitAsync(Sets.Of(PairedQuestions.Create(0, 150))), file.Path);
        var bytes = await File.ReadAllBytesAsync(file.Path);
        var length = BitConverter.ToInt32(bytes, 12);
        var manifest = System.Text.Encoding.UTF8.GetString(bytes, ModelHeader.Size, length);
        Assert.That(manifest, Does.Contain($"\"{part}\""));
        var forged = System.Text.Encoding.UTF8.GetBytes(manifest.Replace($"\"{part}\"", $"\"{part[..^1]}_\"", StringComparison.Ordinal));

        await File.WriteAllBytesAsync(file.Path, [.. ModelHeader.Create(forged), .. forged, .. bytes[(ModelHeader.Size + length)..]]);

        Assert.That(async () => await PredictorFile.LoadAsync(file.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(part));
    }
}
