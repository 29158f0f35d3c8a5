using Eccos.Observations;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class KnnTrainerTests
{
    [Test]
    public async Task FitAsync_NothingGiven_ChoosesWhatFitsTheValidationPartBest()
    {
        // Success is the sign of the first dimension: the closest know, the far do not, so a wide vote must lose.
        var encoder = FunctionEncoder.Random(4);
        var records = Enumerable.Range(0, 600).Select(i => Sets.Record($"r{i}", Sets.Output("a", encoder.Encode($"r{i}")[0] > 0.2 ? 1 : 0)));
        var set = Sets.Of([.. records]);
        var chosen = await new KnnTrainer(new KnnOptions { Encoder = encoder }).FitAsync(set);
        var wide = await new KnnTrainer(new KnnOptions { Encoder = encoder, Neighbours = 600, Shrinkage = 10, Temperature = 1 }).FitAsync(set);

        var queries = Enumerable.Range(0, 300).Select(i => new Query($"{i}", $"new {i}")).ToList();
        Assert.That(await LossAsync(chosen), Is.LessThan(0.8 * await LossAsync(wide)));
        Assert.That(chosen.SuccessWeighting.Neighbours, Is.LessThan(100));

        async Task<double> LossAsync(KnnPredictor knn)
        {
            var prediction = await knn.PredictAsync(queries);
            return queries.Select((query, i) => -Math.Log(encoder.Encode(query.Text)[0] > 0.2 ? prediction.Success[i, 0] : 1 - prediction.Success[i, 0])).Average();
        }
    }

    [Test]
    public async Task FitAsync_SettingsGiven_KeepsThem()
    {
        var set = Sets.Of(Sets.RandomRecords(200, 2, 1, seed: 1));

        var knn = await new KnnTrainer(new KnnOptions { Neighbours = 3, Shrinkage = 0.7 }).FitAsync(set);
        var few = await new KnnTrainer(new KnnOptions { Temperature = 0.6 }).FitAsync(Sets.Of(Sets.RandomRecords(5, 2, 1, seed: 1)));

        Assert.That(knn.SuccessWeighting, Has.Property("Neighbours").EqualTo(3).And.Property("Shrinkage").EqualTo(0.7));
        Assert.That(few.SuccessWeighting.Temperature, Is.EqualTo(0.6));
    }

    [Test]
    public async Task FitAsync_RecordsWithoutInputTokens_CountsEveryQueryOnce()
    {
        var counted = 0;
        var set = Sets.Of([.. Sets.RandomRecords(200, 2, 1, seed: 1).Select(record => record with { InputTokens = null })]);

        await new KnnTrainer(new KnnOptions { TokenCounter = new FunctionCounter(_ => ++counted) }).FitAsync(set);

        Assert.That(counted, Is.EqualTo(200));
    }

    [Test]
    public async Task FitAsync_Twice_IsTheSameBitForBit()
    {
        var set = Sets.Of(Sets.RandomRecords(300, 3, 0.8, seed: 2));
        Query[] queries = [.. Enumerable.Range(0, 40).Select(i => new Query($"{i}", $"query {i} of 9"))];

        var one = await (await new KnnTrainer(new KnnOptions { TextEncoder = { MaxDegreeOfParallelism = 1 } }).FitAsync(set)).PredictAsync(queries);
        var two = await (await new KnnTrainer(new KnnOptions { TextEncoder = { MaxDegreeOfParallelism = 5 } }).FitAsync(set)).PredictAsync(queries);

        Assert.That(two.Success.Values.ToArray(), Is.EqualTo(one.Success.Values.ToArray()));
        Assert.That(two.OutputTokens!.Values.ToArray(), Is.EqualTo(one.OutputTokens!.Values.ToArray()));
    }

    [Test]
    public void FitAsync_EmptySet_Throws()
    {
        var empty = Sets.Of(Sets.RandomRecords(3, 1, 1, seed: 1)).Where(_ => false);

        Assert.That(async () => await new KnnTrainer().FitAsync(empty), Throws.TypeOf<EccosException>().With.Message.Contains("no records"));
    }

    [Test]
    public void FitAsync_EncoderGivesNaN_Throws() =>
        Assert.That(
            async () => await new KnnTrainer(new KnnOptions { Encoder = new FunctionEncoder(2, _ => [0, float.NaN]) }).FitAsync(Sets.Of(Sets.RandomRecords(3, 1, 1, seed: 1))),
            Throws.TypeOf<EccosException>().With.Message.Contains("NaN at dimension 1 of text 0"));

    [Test]
    public void FitAsync_Cancelled_Throws() =>
        Assert.That(
            async () => await new KnnTrainer().FitAsync(Sets.Of(Sets.RandomRecords(300, 1, 1, seed: 1)), cancellationToken: new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task FitAsync_ThroughTheContract_ReportsProgressUpToTheEnd()
    {
        ITrainer trainer = new KnnTrainer();
        var progress = new Steps();

        await trainer.FitAsync(Sets.Of(Sets.RandomRecords(200, 2, 1, seed: 1)), progress);

        Assert.That(progress.Fractions, Is.Ordered.And.Not.Empty);
        Assert.That(progress.Fractions[^1], Is.EqualTo(1));
    }

    [Test]
    public void Constructor_SettingsOutOfRange_ReportsAllOfThem() =>
        Assert.That(
            () => new KnnTrainer(new KnnOptions
            {
                Neighbours = 0,
                Shrinkage = double.NaN,
                Temperature = -1,
                ValidationFraction = 0.9,
                Encoder = new FunctionEncoder(0, _ => []),
                TextEncoder = { Whitening = 2 },
            }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Neighbours is 0")
                .And.Message.Contains("Shrinkage is NaN").And.Message.Contains("Temperature is -1").And.Message.Contains("ValidationFraction is 0.9")
                .And.Message.Contains("Encoder has 0 dimensions").And.Message.Contains("Whitening is 2"));

    private sealed class Steps : IProgress<FitProgress>
    {
        public List<double> Fractions { get; } = [];

        public void Report(FitProgress value) => Fractions.Add(value.Fraction);
    }

    [Test]
    public async Task FitAsync_EveryQueryRecordedTwice_ErrorsAreLikeThoseOfQueriesRecordedOnce()
    {
        var random = new Random(1);
        QAServeRecord[] records = [.. Enumerable.Range(0, 400).Select(_ => Sets.Record($"query {Word()} {Word()}", Sets.Output("x", random.Next(2)), Sets.Output("y", random.Next(2))))];

        var (once, twice) = (await SlopesAsync(records), await SlopesAsync([.. records, .. records]));

        Assert.That(twice, Is.All.LessThan(once.Max() + 0.3));

        string Word() => string.Concat(Enumerable.Range(0, 8).Select(_ => (char)('a' + random.Next(26))));

        static async Task<IReadOnlyList<double>> SlopesAsync(QAServeRecord[] all) =>
            (await (await new KnnTrainer().FitAsync(Sets.Of(all))).PredictAsync([new("1", "q")])).HeldOutErrors!.AdvantageSlopes;
    }
}
