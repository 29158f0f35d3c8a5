using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class AddTrainedPredictorTests
{
    [Test]
    public async Task AddMlpPredictor_File_EqualsTheTrainer()
    {
        var path = Path.GetTempFileName();
        var set = Synthetic.Set(60, 1);
        await Observations.QAServeFile.WriteAsync(path, set.Records.ToAsyncEnumerable());
        await using var provider = Provider(builder => builder.AddMlpPredictor(path, Small));
        Query[] queries = [new("1", "What is the simple apple"), new("2", "def function(x): return")];

        var prediction = await provider.GetRequiredKeyedService<IPredictor>("").PredictAsync(queries);
        File.Delete(path);

        var options = new MlpOptions();
        Small(options);
        var expected = await (await new MlpTrainer(options).FitAsync(set)).PredictAsync(queries);
        Assert.That(prediction.Success.Values.ToArray(), Is.EqualTo(expected.Success.Values.ToArray()));
        Assert.That(prediction.InputTokens!.Values.ToArray(), Is.EqualTo(expected.InputTokens!.Values.ToArray()));
    }

    [Test]
    public async Task AddHybridPredictor_NoFile_SaysSoWhenAsked()
    {
        await using var provider = Provider(builder => builder.AddHybridPredictor("/nowhere/records.jsonl"));

        Assert.That(async () => await provider.GetRequiredKeyedService<IPredictor>("").PredictAsync([]), Throws.InstanceOf<IOException>().With.Message.Contains("nowhere"));
    }

    [Test]
    public void AddHybridPredictor_SettingsOutOfRange_ThrowsAtOnce() =>
        Assert.That(() => Provider(builder => builder.AddHybridPredictor("records.jsonl", options => options.Folds = 1)), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Folds is 1"));

    [Test]
    public async Task AddMlpPredictor_Fitted_IsUsed()
    {
        var options = new MlpOptions();
        Small(options);
        var mlp = await new MlpTrainer(options).FitAsync(Synthetic.Set(30, 1));
        await using var provider = Provider(builder => builder.AddMlpPredictor(mlp));

        Assert.That(provider.GetRequiredKeyedService<IPredictor>(""), Is.SameAs(mlp));
    }

    [Test]
    public async Task PredictAsync_ServicesBuiltTwice_CountsWithTheCounterOfItsOwn([Values] bool hybrid)
    {
        using var file = new TemporaryFile();
        await Observations.QAServeFile.WriteAsync(file.Path, Synthetic.Set(60, 1).Records.Select(record => record with { InputTokens = null }).ToAsyncEnumerable());
        var services = Services(builder => _ = hybrid
            ? builder.AddHybridPredictor(file.Path, options => { (options.Folds, options.FoldMembers) = (2, 1); Small(options.Mlp); })
            : builder.AddMlpPredictor(file.Path, Small));
        services.AddSingleton<ITokenCounter, DisposableCounter>();

        for (var build = 0; build < 2; build++)
        {
            await using var provider = services.BuildServiceProvider();
            var counter = (DisposableCounter)provider.GetRequiredService<ITokenCounter>();
            await provider.GetRequiredKeyedService<IPredictor>("").PredictAsync([new("1", "a")]);

            Assert.That(counter.Counted, Is.Positive);
        }
    }

    private static void Small(MlpOptions options) => (options.HiddenLayers, options.Members, options.MaxEpochs) = ([8], 1, 3);

    private static ServiceProvider Provider(Action<IEccosBuilder> add) => Services(add).BuildServiceProvider();

    private static ServiceCollection Services(Action<IEccosBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddEccos(options =>
        {
            foreach (var name in (string[])["coder", "strong", "weak"])
                options.Endpoints.Add(new Endpoint(name));
        }));
        return services;
    }
}
