using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class AddKnnPredictorTests
{
    [Test]
    public async Task AddKnnPredictor_File_FitsOnceAndEqualsTheTrainer()
    {
        var path = await WriteAsync(Sets.RandomRecords(80, 2, 1, seed: 1));
        var set = TrainingSet.Create(new ModelPool([new Endpoint("e0"), new Endpoint("e1")]), Sets.RandomRecords(80, 2, 1, seed: 1));
        await using var provider = Provider("e0", "e1", builder => builder.AddKnnPredictor(path, options => options.Seed = 5));
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        Query[] queries = [new("1", "query 3 of 1"), new("2", "something else")];

        var both = await Task.WhenAll(predictor.PredictAsync(queries).AsTask(), predictor.PredictAsync(queries).AsTask());
        File.Delete(path);
        var after = await predictor.PredictAsync(queries);

        var expected = await (await new KnnTrainer(new KnnOptions { Seed = 5 }).FitAsync(set)).PredictAsync(queries);
        foreach (var prediction in (Prediction[])[.. both, after])
        {
            Assert.That(prediction.Endpoints, Is.EqualTo(new[] { "e0", "e1" }));
            Assert.That(prediction.Success.Values.ToArray(), Is.EqualTo(expected.Success.Values.ToArray()));
        }
    }

    [Test]
    public async Task AddKnnPredictor_EndpointWithoutARecord_SaysSoWhenAsked()
    {
        var path = await WriteAsync(Sets.RandomRecords(10, 2, 1, seed: 1));
        await using var provider = Provider("e0", "e7", builder => builder.AddKnnPredictor(path));

        Assert.That(
            async () => await provider.GetRequiredKeyedService<IPredictor>("").PredictAsync([]),
            Throws.TypeOf<EccosException>().With.Message.Contains("'e1'"));
        File.Delete(path);
    }

    [Test]
    public async Task AddKnnPredictor_NoFile_SaysSoWhenAsked()
    {
        await using var provider = Provider("e0", "e1", builder => builder.AddKnnPredictor("/nowhere/records.jsonl"));

        Assert.That(async () => await provider.GetRequiredKeyedService<IPredictor>("").PredictAsync([]), Throws.InstanceOf<IOException>().With.Message.Contains("nowhere"));
    }

    [Test]
    public void AddKnnPredictor_SettingsOutOfRange_ThrowsAtOnce() =>
        Assert.That(
            () => Provider("e0", "e1", builder => builder.AddKnnPredictor("records.jsonl", options => options.Neighbours = -2)),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Neighbours is -2"));

    [Test]
    public async Task AddKnnPredictor_Fitted_IsUsedAndATokenCounterAdded()
    {
        var knn = await new KnnTrainer().FitAsync(Sets.Of(Sets.RandomRecords(30, 2, 1, seed: 1)));
        await using var provider = Provider("e0", "e1", builder => builder.AddKnnPredictor(knn));

        Assert.That(provider.GetRequiredKeyedService<IPredictor>(""), Is.SameAs(knn));
        Assert.That(provider.GetRequiredService<ITokenCounter>(), Is.TypeOf<TiktokenCounter>());
    }

    private static async Task<string> WriteAsync(IEnumerable<Observations.QAServeRecord> records)
    {
        var path = Path.GetTempFileName();
        await Observations.QAServeFile.WriteAsync(path, records.ToAsyncEnumerable());
        return path;
    }

    private static ServiceProvider Provider(string first, string second, Action<IEccosBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddEccos(options =>
        {
            options.Endpoints.Add(new Endpoint(first));
            options.Endpoints.Add(new Endpoint(second));
        }));
        return services.BuildServiceProvider();
    }
}
