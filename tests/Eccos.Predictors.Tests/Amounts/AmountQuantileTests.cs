namespace Eccos.Predictors.Tests;

/// <summary>The quantiles that predictors learn to state, on queries that they have not seen.</summary>
internal sealed class AmountQuantileTests
{
    private static readonly TextEncoderOptions _text = new() { LatentDimensions = 16, VocabularyLimit = 400 };

    private static IEnumerable<TestCaseData> Trainers()
    {
        var mlp = new MlpOptions { MaxEpochs = 30, Members = 2, TextEncoder = _text };
        yield return new TestCaseData(new KnnTrainer(new KnnOptions { TextEncoder = _text }), true).SetArgDisplayNames("knn", "tokens");
        yield return new TestCaseData(new KnnTrainer(new KnnOptions { TextEncoder = _text }), false).SetArgDisplayNames("knn", "costs");
        yield return new TestCaseData(new MlpTrainer(mlp), true).SetArgDisplayNames("mlp", "tokens");
        yield return new TestCaseData(new MlpTrainer(mlp), false).SetArgDisplayNames("mlp", "costs");
        yield return new TestCaseData(new HybridTrainer(new HybridOptions { Mlp = mlp, TextEncoder = _text, Folds = 2, FoldMembers = 1 }), true).SetArgDisplayNames("hybrid", "tokens");
    }

    [TestCaseSource(nameof(Trainers))]
    public async Task CostQuantile_FurtherQueries_CoversTheCostsOfAsManyAsItSays(ITrainer trainer, bool tokens)
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(await trainer.FitAsync(Synthetic.Set(500, seed: 1, tokens: tokens)), file.Path);
        var predictor = await PredictorFile.LoadAsync(file.Path);
        var further = Synthetic.Set(800, seed: 2, tokens: tokens);
        var prediction = await predictor.PredictAsync([.. further.Records.Select(record => record.ToQuery())]);
        var pool = new ModelPool(further.Endpoints.Select(name => new Endpoint(name) { Prices = tokens ? new TokenPrices(0, 1e6 * Synthetic.Price(name)) : null }));

        foreach (var quantile in (double[])[0.1, 0.5, 0.9])
        {
            var costs = CostEstimator.CostQuantile(pool, prediction, new int[further.Records.Count], quantile);
            var below = 0;
            for (var k = 0; k < costs.Values.Length; k++)
                below += further.CostUsd.Values[k] <= costs.Values[k] ? 1 : 0;
            Assert.That((double)below / costs.Values.Length, Is.EqualTo(quantile).Within(0.06), $"quantile {quantile}");
        }
    }
}
