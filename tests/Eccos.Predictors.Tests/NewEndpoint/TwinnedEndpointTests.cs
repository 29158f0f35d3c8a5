namespace Eccos.Predictors.Tests;

/// <summary>Endpoints without history on predictors that learn from twins.</summary>
[TestFixture("mlp")]
[TestFixture("hybrid")]
public sealed class TwinnedEndpointTests(string kind)
{
    private static readonly TrainingSet _set = GoldenModels.Set;
    private static readonly Query[] _queries = GoldenModels.QueriesOf(2);
    private IPredictor _predictor = null!;
    private ExtensiblePredictor _extensible = null!;

    [OneTimeSetUp]
    public async Task FitAsync()
    {
        _predictor = await GoldenModels.Trainer(kind).FitAsync(_set);
        _extensible = await ExtensiblePredictor.FitAsync(GoldenModels.Trainer(kind), _set, new ModelPool(_set.Endpoints.Select(name => new Endpoint(name))), new NewEndpointOptions { Folds = 2 });
    }

    [Test]
    public async Task PredictTwinnedAsync_QueriesWithoutTwin_AreAsPredicted()
    {
        var twinned = await TwinnedPrediction.PredictAsync(_predictor, _queries, default);

        var prediction = await _predictor.PredictAsync(_queries);
        Assert.That(twinned.Prediction.Success.Values.ToArray(), Is.EqualTo(prediction.Success.Values.ToArray()));
        for (var i = 0; i < _queries.Length - 1; i++)
            Assert.That(twinned.Untwinned.Row(i).ToArray(), Is.EqualTo(prediction.Success.Row(i).ToArray()));
        Assert.That(twinned.Untwinned.Row(_queries.Length - 1).ToArray(), Is.Not.EqualTo(prediction.Success.Row(_queries.Length - 1).ToArray()).Within(0.01));
    }

    [Test]
    public void FitAsync_Twins_AreAFactorOfTheirOwn()
    {
        var model = _extensible.History.State.Capability;

        Assert.That(model.Twins, Is.Not.Null);
        Assert.That(model.Vectors[0], Has.Length.EqualTo(model.Dimension));
        Assert.That(model.PredictedDimension, Is.EqualTo(model.Factors.Dimension + 1));
        Assert.That(model.Features.Select(features => features[model.Factors.Dimension]).Average(x => x * x), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public async Task LoadAsync_EstimatedEndpoint_PredictsWhatItDidBefore()
    {
        using var file = new TemporaryFile();
        Probe[] probes = [.. _set.Records.Take(8).Select(record => record.ToQuery()).Concat(_queries).Select((query, i) => new Probe(query, i % 2))];
        var saved = await _extensible.WithEndpointAsync(new Endpoint("new"), probes);

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = (ExtensiblePredictor)await PredictorFile.LoadAsync(file.Path);

        Assert.That(await BitsAsync(loaded), Is.EqualTo(await BitsAsync(saved)));
        Assert.That(
            await BitsAsync(await loaded.WithEndpointAsync(new Endpoint("other"), probes)),
            Is.EqualTo(await BitsAsync(await saved.WithEndpointAsync(new Endpoint("other"), probes))));
    }

    private static async Task<long[]> BitsAsync(ExtensiblePredictor predictor) =>
        Array.ConvertAll((await predictor.PredictAsync(_queries)).Success.Values.ToArray(), BitConverter.DoubleToInt64Bits);
}
