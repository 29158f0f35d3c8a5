using Eccos.Observations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Predictors.Tests;

public sealed class AddModelFileTests
{
    private readonly TemporaryFile _file = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<LogLevel> _logged = [];

    [SetUp]
    public void Forget() => _logged.Clear();

    [OneTimeTearDown]
    public void Delete() => _file.Dispose();

    [Test]
    public async Task AddModelFile_FileChanged_PredictsWithTheNewOneFromTheNextLookOn()
    {
        var (first, second) = (await SavedModels.KnnAsync(20, seed: 1), await SavedModels.KnnAsync(20, seed: 2));
        await PredictorFile.SaveAsync(first, _file.Path);
        await using var provider = Provider("e0", "e2");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        await PredictorFile.SaveAsync(second, _file.Path);

        var before = await SavedModels.BitsAsync(predictor);
        _time.Advance(TimeSpan.FromSeconds(5));
        var after = await SavedModels.BitsAsync(predictor);

        Assert.That(before, Is.EqualTo(await SavedModels.BitsAsync(first)));
        Assert.That(after, Is.EqualTo(await SavedModels.BitsAsync(second)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Information }));
    }

    [Test]
    public async Task AddModelFile_EndpointAddedByProbes_IsServed()
    {
        var saved = await SavedModels.ExtensibleAsync("knn");
        await PredictorFile.SaveAsync(saved, _file.Path);
        await using var provider = Provider("e0", "probed");

        Assert.That(await SavedModels.BitsAsync(provider.GetRequiredKeyedService<IPredictor>("")), Is.EqualTo(await SavedModels.BitsAsync(saved)));
    }

    [TestCase("knn")]
    [TestCase("hybrid")]
    [TestCase("extensible")]
    public async Task AddModelFile_Labels_AreLearnedFromAndGoOverToTheNextFile(string kind)
    {
        var (first, second) = (await SavedModels.OfAsync(kind, seed: 4), await SavedModels.OfAsync(kind, seed: 5));
        await PredictorFile.SaveAsync(first, _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        QAServeRecord[] labels = [.. SavedModels.Queries.Select((query, i) => Sets.Record(query.Text, Sets.Output($"e{i % 3}", i % 2, 300)) with { Id = $"{i}" })];

        foreach (var label in labels)
            await ((IObservationSink)predictor).AddAsync([label]);
        var before = await SavedModels.BitsAsync(predictor);
        await PredictorFile.SaveAsync(second, _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));
        var after = await SavedModels.BitsAsync(predictor);

        Assert.That(before, Is.EqualTo(await SavedModels.BitsAsync(await ((IGrowable)first).GrowAsync(labels, default))).And.Not.EqualTo(await SavedModels.BitsAsync(first)));
        Assert.That(after, Is.EqualTo(await SavedModels.BitsAsync(await ((IGrowable)second).GrowAsync(labels, default))).And.Not.EqualTo(await SavedModels.BitsAsync(second)));
    }

    [Test]
    public async Task AddModelFile_LabelsOfANetworkAlone_ChangeNothing()
    {
        var saved = await SavedModels.OfAsync("mlp");
        await PredictorFile.SaveAsync(saved, _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");

        await ((IObservationSink)predictor).AddAsync([Sets.Record("a label", Sets.Output("e0", 1))]);

        Assert.That(await SavedModels.BitsAsync(predictor), Is.EqualTo(await SavedModels.BitsAsync(saved)));
    }

    [Test]
    public async Task AddModelFile_LabelOutOfRangeForANetworkAlone_IsRefusedAndKeepsNoLaterFileOut()
    {
        await PredictorFile.SaveAsync(await SavedModels.OfAsync("mlp"), _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        var knn = await SavedModels.KnnAsync(20);

        foreach (var wrong in (QAServeOutput[])[Sets.Output("e0", 7), Sets.Output("stranger", 1)])
            Assert.That(async () => await ((IObservationSink)predictor).AddAsync([Sets.Record("wrong", wrong)]), Throws.TypeOf<EccosException>().With.Message.Contains("'wrong'"));
        await ((IObservationSink)predictor).AddAsync([]);
        await ((IObservationSink)predictor).AddAsync([Sets.Record("of nobody")]);
        await PredictorFile.SaveAsync(knn, _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await SavedModels.BitsAsync(predictor), Is.EqualTo(await SavedModels.BitsAsync(knn)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Information }));
    }

    [Test]
    public async Task AddModelFile_LabelsOfAnEndpointThatTheNextFileLacks_AreLeftBehind()
    {
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(20), _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        await ((IObservationSink)predictor).AddAsync([Sets.Record("a label", Sets.Output("e0", 1), Sets.Output("e2", 1)), Sets.Record("another", Sets.Output("e2", 0))]);
        var two = await new KnnTrainer().FitAsync(Sets.Of(Sets.RandomRecords(30, 2, 1, seed: 1)));

        await PredictorFile.SaveAsync(two, _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await SavedModels.BitsAsync(predictor), Is.EqualTo(await SavedModels.BitsAsync(await two.AddAsync([Sets.Record("a label", Sets.Output("e0", 1))]))));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Information }));
    }

    [Test]
    public async Task AddModelFile_FileBrokenThenMended_KeepsTheOldOneUntilItIsMended()
    {
        var (first, second) = (await SavedModels.KnnAsync(20, seed: 1), await SavedModels.KnnAsync(20, seed: 2));
        await PredictorFile.SaveAsync(first, _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");

        await File.WriteAllTextAsync(_file.Path, "not a model");
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        var broken = await SavedModels.BitsAsync(predictor);
        File.Delete(_file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));
        var missing = await SavedModels.BitsAsync(predictor);
        await PredictorFile.SaveAsync(second, _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));
        var mended = await SavedModels.BitsAsync(predictor);

        Assert.That(broken, Is.EqualTo(await SavedModels.BitsAsync(first)));
        Assert.That(missing, Is.EqualTo(broken));
        Assert.That(mended, Is.EqualTo(await SavedModels.BitsAsync(second)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Error, LogLevel.Error, LogLevel.Information }), "each state of the file once");
    }

    [Test]
    public async Task AddModelFile_FileBehindALink_IsFollowed()
    {
        var (first, second) = (await SavedModels.KnnAsync(20, seed: 1), await SavedModels.KnnAsync(20, seed: 2));
        await PredictorFile.SaveAsync(first, _file.Path);
        using var link = new TemporaryFile();
        File.Delete(link.Path);
        File.CreateSymbolicLink(link.Path, _file.Path);
        await using var provider = Of(link.Path, null, "e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");

        await PredictorFile.SaveAsync(second, _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));
        var after = await SavedModels.BitsAsync(predictor);
        File.Delete(_file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(after, Is.EqualTo(await SavedModels.BitsAsync(second)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Information, LogLevel.Error }), "a link to nothing once");
    }

    [Test]
    public async Task AddModelFile_FileInUseForAMoment_IsLoadedAtALaterLook()
    {
        var (first, second) = (await SavedModels.KnnAsync(20, seed: 1), await SavedModels.KnnAsync(20, seed: 2));
        await PredictorFile.SaveAsync(first, _file.Path);
        await using var provider = Provider("e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");

        await PredictorFile.SaveAsync(second, _file.Path);
        using (new FileStream(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        var inUse = await SavedModels.BitsAsync(predictor);
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        var free = await SavedModels.BitsAsync(predictor);

        Assert.That(inUse, Is.EqualTo(await SavedModels.BitsAsync(first)));
        Assert.That(free, Is.EqualTo(await SavedModels.BitsAsync(second)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Error, LogLevel.Information }), "each state of the file once");
    }

    [Test]
    public async Task AddModelFile_HostsEncoderFailsAtALook_IsLoggedAndThePredictorStays()
    {
        var encoder = new FailingEncoder();
        await PredictorFile.SaveAsync(await new KnnTrainer(new KnnOptions { Encoder = encoder }).FitAsync(Sets.Of(Sets.RandomRecords(30, 2, 1, seed: 1))), _file.Path);
        await using var provider = Of(_file.Path, options => options.File.Encoder = encoder, "e0");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");
        var before = await SavedModels.BitsAsync(predictor);

        await PredictorFile.SaveAsync(await new KnnTrainer(new KnnOptions { Encoder = encoder }).FitAsync(Sets.Of(Sets.RandomRecords(40, 2, 1, seed: 2))), _file.Path);
        encoder.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        encoder.Fails = false;

        Assert.That(await SavedModels.BitsAsync(predictor), Is.EqualTo(before));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Error }));
    }

    [Test]
    public async Task AddModelFile_NewFileLacksAnEndpointOfThePool_KeepsTheOldOne()
    {
        var full = await SavedModels.KnnAsync(20);
        await PredictorFile.SaveAsync(full, _file.Path);
        await using var provider = Provider("e0", "e2");
        var predictor = provider.GetRequiredKeyedService<IPredictor>("");

        await PredictorFile.SaveAsync(await new KnnTrainer().FitAsync(Sets.Of(Sets.RandomRecords(30, 2, 1, seed: 1))), _file.Path);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await SavedModels.BitsAsync(predictor), Is.EqualTo(await SavedModels.BitsAsync(full)));
        Assert.That(_logged, Is.EqualTo(new[] { LogLevel.Error }));
    }

    [Test]
    public async Task AddModelFile_FileLacksAnEndpointOfThePool_SaysSoWhenMade()
    {
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(20), _file.Path);
        await using var provider = Provider("e0", "e9");

        Assert.That(() => provider.GetRequiredKeyedService<IPredictor>(""), Throws.TypeOf<EccosException>().With.Message.Contains("e9"));
    }

    [Test]
    public void AddModelFile_IntervalOutOfRange_ThrowsAtOnce() =>
        Assert.That(
            () => new ServiceCollection().AddEccos(_ => { }).AddModelFile("a.model", options => (options.ReloadInterval, options.MostAdded) = (TimeSpan.Zero, -1)),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("00:00:00").And.Message.Contains("MostAdded is -1"));

    [Test]
    public async Task AddModelFile_TwoProvidersOfTheSameServices_CountEachWithItsOwn()
    {
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(20), _file.Path);
        var services = new ServiceCollection();
        services.AddSingleton<ITokenCounter, DisposableCounter>();
        services.AddEccos(options => options.Endpoints.Add(new Endpoint("e0"))).AddModelFile(_file.Path);
        await using (var first = services.BuildServiceProvider())
            _ = first.GetRequiredKeyedService<IPredictor>("");

        await using var second = services.BuildServiceProvider();

        Assert.That(async () => await second.GetRequiredKeyedService<IPredictor>("").PredictAsync([new Query("q", "a text without a count")]), Throws.Nothing);
    }

    [Test]
    public void AddModelFile_IntervalShorterThanATimerCounts_SaysWhatIsAllowed() =>
        Assert.That(
            () => new ServiceCollection().AddEccos(_ => { }).AddModelFile("a.model", options => options.ReloadInterval = TimeSpan.FromMicroseconds(500)),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("00:00:00.0005000").And.Message.Contains("at least 00:00:00.0010000"));

    private ServiceProvider Provider(params string[] names) => Of(_file.Path, null, names);

    private ServiceProvider Of(string path, Action<ModelFileOptions>? configure, params string[] names)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILogger<ReloadingPredictor>>(new Recorder(_logged));
        services.AddEccos(options =>
        {
            foreach (var name in names)
                options.Endpoints.Add(new Endpoint(name));
        }).AddModelFile(path, configure);
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(List<LogLevel> levels) : ILogger<ReloadingPredictor>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => levels.Add(logLevel);
    }

    private sealed class FailingEncoder : ITextEncoder
    {
        public bool Fails { get; set; }

        public int Dimension => Fails ? throw new InvalidOperationException("The encoder is not there.") : 2;

        public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < texts.Count; i++)
                (destination.Span[2 * i], destination.Span[(2 * i) + 1]) = (1, texts[i].Length);
            return ValueTask.CompletedTask;
        }
    }
}
