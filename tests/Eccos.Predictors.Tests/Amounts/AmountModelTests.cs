namespace Eccos.Predictors.Tests;

public sealed class AmountModelTests
{
    private static readonly FunctionCounter _counter = new(_ => throw new InvalidOperationException("every record has its own count"));

    [Test]
    public void Fit_TokensCostsOrNothing_LearnsWhatWasRecorded()
    {
        var set = Sets.Of([
            Sets.Record("a", Sets.Output("both", 1, 100, 17, 0.002), Sets.Output("cost", 1, cost: 0.1), Sets.Output("none", 1)),
            Sets.Record("b", Sets.Output("both", 1, 400, 17, 0.008), Sets.Output("cost", 1, cost: 0.4))]);

        var model = Fit(set, _counter);

        Assert.That(model.Kinds, Is.EqualTo((AmountKind[])[AmountKind.OutputTokens, AmountKind.CostUsd, AmountKind.None]));
        Assert.That(model.LogMeans[0], Is.EqualTo(Math.Log(200)).Within(1e-9));
        Assert.That(model.Overheads[0], Is.EqualTo(10));
        Assert.That(model.Overheads[1], Is.NaN);
        Assert.That(model.Labels(set)[0], Is.EqualTo(-Math.Log(2)).Within(1e-6));
        Assert.That(model.Labels(set)[2], Is.NaN);
    }

    [Test]
    public void Fit_CostsBesideTokens_ImplyThePrices()
    {
        var random = new Random(4);
        var set = Sets.Of([.. Enumerable.Range(0, 40).Select(i =>
        {
            var (input, output) = (random.Next(10, 500), random.Next(10, 2000));
            return Sets.Record($"q{i}", Sets.Output("x", 1, output, input, ((3 * input) + (15 * output)) / 1e6), Sets.Output("y", 1, output, input, 2e-6 * output));
        })]);

        var model = Fit(set, _counter);

        Assert.That(model.InputPrices[0] * 1e6, Is.EqualTo(3).Within(1e-6));
        Assert.That(model.OutputPrices[0] * 1e6, Is.EqualTo(15).Within(1e-6));
        Assert.That(model.InputPrices[1] * 1e6, Is.EqualTo(0).Within(1e-6));
        Assert.That(model.OutputPrices[1] * 1e6, Is.EqualTo(2).Within(1e-6));
    }

    [Test]
    public void Fit_SomePromptsWithoutTokens_ImplyThePricesByTheirCount([Values(0, 30)] int overhead)
    {
        var random = new Random(4);
        var set = Sets.Of([.. Enumerable.Range(0, 40).Select(i =>
        {
            var (own, output) = (random.Next(10, 500), random.Next(10, 2000));
            var answer = Sets.Output("x", 1, output, overhead > 0 && i % 2 == 0 ? own + overhead : null, ((3 * (own + overhead)) + (15 * output)) / 1e6);
            return Sets.Record(new string('q', own), answer) with { InputTokens = i % 3 == 0 ? own : null };
        })]);

        var model = Fit(set, new FunctionCounter(text => text.Length));

        Assert.That(model.InputPrices[0] * 1e6, Is.EqualTo(3).Within(1e-6));
        Assert.That(model.OutputPrices[0] * 1e6, Is.EqualTo(15).Within(1e-6));
    }

    [Test]
    public void Fit_ManyEndpoints_CountsEveryQueryOnce()
    {
        var counted = 0;
        var set = Sets.Of([.. Enumerable.Range(0, 10).Select(i =>
            Sets.Record($"q{i}", [.. Enumerable.Range(0, 20).Select(j => Sets.Output($"e{j}", 1, 5, j % 2 == 0 ? 9 : null, 0.1))]) with { InputTokens = null })]);

        Fit(set, new FunctionCounter(_ => ++counted));

        Assert.That(counted, Is.EqualTo(10));
    }

    [TestCaseSource(nameof(Trainers))]
    public async Task PredictAsync_CostsThatNeverStandBesideTokens_AreLearned(ITrainer trainer)
    {
        var set = Sets.Of([.. Enumerable.Range(0, 100).Select(i =>
            Sets.Record($"query {i} about {i % 7}", i == 0 ? Sets.Output("x", 1, 20) : Sets.Output("x", i % 2, cost: 0.01)))]);

        var prediction = await (await trainer.FitAsync(set)).PredictAsync([new("1", "query 5")]);

        Assert.That(prediction.CostUsd?[0, 0], Is.EqualTo(0.01).Within(0.002));
    }

    [TestCase(3, 2, ExpectedResult = "OutputTokens")]
    [TestCase(2, 2, ExpectedResult = "OutputTokens")]
    [TestCase(2, 3, ExpectedResult = "CostUsd")]
    public string Fit_TokensAndCostsOfDifferentAnswers_LearnsWhatMoreAnswersHave(int tokens, int costs)
    {
        var set = Sets.Of([.. Enumerable.Range(0, tokens + costs).Select(i => Sets.Record($"q {i}", i < tokens ? Sets.Output("x", 1, 20) : Sets.Output("x", 1, cost: 0.01)))]);

        return $"{Fit(set, new TiktokenCounter()).Kinds[0]}";
    }

    private static IEnumerable<TestCaseData> Trainers()
    {
        var text = new TextEncoderOptions { LatentDimensions = 8, VocabularyLimit = 100 };
        var mlp = new MlpOptions { MaxEpochs = 4, Members = 1, HiddenLayers = [16], TextEncoder = text };
        yield return new TestCaseData(new KnnTrainer(new KnnOptions { TextEncoder = text })).SetArgDisplayNames("knn");
        yield return new TestCaseData(new MlpTrainer(mlp)).SetArgDisplayNames("mlp");
        yield return new TestCaseData(new HybridTrainer(new HybridOptions { Mlp = mlp, TextEncoder = text, Folds = 2, FoldMembers = 1 })).SetArgDisplayNames("hybrid");
    }

    private static AmountModel Fit(TrainingSet set, ITokenCounter counter) => AmountModel.Fit(set, new QueryTokens(new Lazy<ITokenCounter>(counter)));
}
