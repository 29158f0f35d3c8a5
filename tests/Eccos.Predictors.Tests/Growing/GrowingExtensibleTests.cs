using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class GrowingExtensibleTests
{
    [Test]
    public async Task AddAsync_LabelsOfAnEndpointWithoutHistory_AreProbes()
    {
        var (saved, queries) = (await SavedModels.ExtensibleAsync("knn"), SavedModels.Queries);
        using var growing = new GrowingPredictor(saved);
        var before = await saved.PredictAsync(queries);

        await growing.AddAsync([.. Enumerable.Range(0, 40).Select(i => Sets.Record($"what is asked {i}", Sets.Output("unprobed", 1)))]);

        var after = await growing.PredictAsync(queries);
        var place = saved.Endpoints.Index().Single(entry => entry.Item == "unprobed").Index;
        for (var i = 0; i < queries.Length; i++)
        {
            Assert.That(after.Success[i, place], Is.GreaterThan(before.Success[i, place]));
            Assert.That(after.StandardError[i, place], Is.LessThan(before.StandardError[i, place]));
            Assert.That(after.Success.Row(i)[..place].ToArray(), Is.EqualTo(before.Success.Row(i)[..place].ToArray()), "the others stay");
        }

        Assert.That(growing.AddedCount, Is.Zero, "the memory is that of the known endpoints");
    }

    [Test]
    public async Task AddAsync_LabelsOfKnownEndpoints_JoinTheMemoryOfTheBasePredictorAndLeaveItAgain()
    {
        var saved = await SavedModels.ExtensibleAsync("knn");
        using var growing = new GrowingPredictor(saved, 8);
        var labels = Enumerable.Range(0, 30).Select(i => Sets.Record($"what is asked {i}", Sets.Output("e1", i % 2), Sets.Output("probed", 1))).ToArray();

        foreach (var label in labels)
            await growing.AddAsync([label]);

        var expected = await (await ((KnnPredictor)saved.Base).AddAsync(labels.TakeLast(growing.AddedCount).Select(label => label with { Outputs = [label.Outputs[0]] }))).PredictAsync(SavedModels.Queries);
        var prediction = await growing.PredictAsync(SavedModels.Queries);
        Assert.That(growing.AddedCount, Is.InRange(8, 10));
        for (var i = 0; i < SavedModels.Queries.Length; i++)
            Assert.That(prediction.Success.Row(i)[..3].ToArray(), Is.EqualTo(expected.Success.Row(i).ToArray()));
    }

    [Test]
    public async Task AddAsync_LabelsWithTokensAndCostsOfAnEndpointWithoutHistory_TellOfTheseAsProbesDo()
    {
        var saved = await SavedModels.ExtensibleAsync("knn");
        var place = saved.Endpoints.Index().Single(entry => entry.Item == "unprobed").Index;
        var records = Enumerable.Range(0, 40).Select(i => Sets.Record(i % 4 == 0 ? $"query {i} of 4" : $"what is asked {i}", Sets.Output("unprobed", 1, 50_000, null, 3))).ToArray();
        using var growing = new GrowingPredictor(saved);
        var before = await saved.PredictAsync(SavedModels.Queries);

        foreach (var part in records.Chunk(7))
            await growing.AddAsync(part);

        var after = await growing.PredictAsync(SavedModels.Queries);
        var probed = await (await saved.WithEndpointAsync(saved.Estimated[1].Endpoint, [.. records.Select(record => new Probe(record.ToQuery(), 1) { OutputTokens = 50_000, CostUsd = 3 })])).PredictAsync(SavedModels.Queries);
        for (var i = 0; i < SavedModels.Queries.Length; i++)
        {
            Assert.That(after.OutputTokens![i, place], Is.Not.EqualTo(before.OutputTokens![i, place]).And.EqualTo(probed.OutputTokens![i, place]).Within(1e-6).Percent);
            Assert.That(after.CostUsd![i, place], Is.Not.EqualTo(before.CostUsd![i, place]).And.EqualTo(probed.CostUsd![i, place]).Within(1e-6).Percent);
            Assert.That(after.OutputTokens.Row(i)[..place].ToArray(), Is.EqualTo(before.OutputTokens.Row(i)[..place].ToArray()), "the others stay");
        }
    }

    [Test]
    public async Task AddAsync_LabelsWithTokensWhereNobodyTellsOfAny_AreTheirMean()
    {
        var set = Sets.Of([.. Enumerable.Range(0, 20).Select(i => Sets.Record($"query {i}", Sets.Output("a", i % 2), Sets.Output("b", 1)))]);
        var silent = new FunctionPredictor(set.Endpoints, _ => [0.5, 0.9]);
        var saved = ExtensiblePredictor.Create(silent, silent.Predict([.. set.Records.Select(record => record.ToQuery())]), set, new ModelPool(set.Endpoints.Select(name => new Endpoint(name)))).WithEndpoint(new Endpoint("new"), []);
        using var growing = new GrowingPredictor(saved);

        await growing.AddAsync([Sets.Record("one", Sets.Output("new", 1, 100)), Sets.Record("two", Sets.Output("new", 1, 300)), Sets.Record("three", Sets.Output("new", 1))]);

        Assert.That((await growing.PredictAsync(SavedModels.Queries)).OutputTokens![0, 2], Is.EqualTo(200).Within(1e-9));
    }

    [Test]
    public async Task AddAsync_LabelOutOfRangeOrOfAStranger_TakesNoneIn()
    {
        var saved = await SavedModels.ExtensibleAsync("knn");
        using var growing = new GrowingPredictor(saved);
        var before = await SavedModels.BitsAsync(growing);

        foreach (var wrong in (QAServeOutput[])[Sets.Output("stranger", 1), Sets.Output("unprobed", 1.5)])
            Assert.That(async () => await growing.AddAsync([Sets.Record("fine", Sets.Output("e0", 1)), Sets.Record("wrong", wrong)]), Throws.TypeOf<EccosException>().With.Message.Contains("'wrong'"));

        Assert.That(await SavedModels.BitsAsync(growing), Is.EqualTo(before));
    }
}
