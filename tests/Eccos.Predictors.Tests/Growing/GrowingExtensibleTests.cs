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
