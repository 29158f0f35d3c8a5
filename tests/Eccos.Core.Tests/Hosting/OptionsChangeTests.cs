using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eccos.Core.Tests.Hosting;

public sealed class OptionsChangeTests
{
    private ChangingConfiguration _configuration = null!;
    private ServiceProvider _provider = null!;
    private RecordingLogger _log = null!;
    private int _next;

    private EccosScheduler Scheduler => (EccosScheduler)_provider.GetRequiredService<IScheduler>();

    [SetUp]
    public void Start()
    {
        _configuration = new ChangingConfiguration();
        _configuration.Change(Settings("a:1", "b:10"));
        _log = new RecordingLogger();
        var services = new ServiceCollection();
        services.AddSingleton<ILogger<EccosScheduler>>(_log);
        services.AddEccos(new ConfigurationBuilder().Add(_configuration).Build()).AddPredictor(_ => new TablePredictor(("a", 0.5), ("b", 0.5), ("c", 0.5))).AddOptimizer<GreedyOptimizer>();
        _provider = services.BuildServiceProvider();
    }

    [TearDown]
    public void Stop() => _provider.Dispose();

    [Test]
    public async Task Reload_OtherPrices_HoldForNewPlacementsAndNotForThoseInFlight()
    {
        var ledger = new CapacityLedger();
        var options = new EccosOptions();
        options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 1), SpendLimit = new SpendLimit(1000, TimeSpan.FromHours(1)) });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("a", 0.5)), new GreedyOptimizer(), new() { Ledger = ledger });
        var before = await scheduler.PlaceAsync(Query());

        options.Endpoints[0] = options.Endpoints[0] with { Prices = new TokenPrices(100, 100) };
        await scheduler.UpdateAsync(options);
        var after = await scheduler.PlaceAsync(Query());
        before.Lease!.Settle(500_000, 500_000);
        var left = (await ledger.GetFreeAsync("", [])).Endpoints["a"].SpendUsd;
        after.Lease!.Settle(500_000, 500_000);

        Assert.That(after.ExpectedCostUsd, Is.EqualTo(before.ExpectedCostUsd * 100).Within(1e-12));
        Assert.That(left, Is.EqualTo(1000 - 1 - after.ExpectedCostUsd).Within(1e-9));
        Assert.That((await ledger.GetFreeAsync("", [])).Endpoints["a"].SpendUsd, Is.EqualTo(1000 - 1 - 100).Within(1e-9));
    }

    [Test]
    public void Reload_WhileThePredictorIsMade_IsNotLost()
    {
        var services = new ServiceCollection();
        services.AddEccos(new ConfigurationBuilder().Add(_configuration).Build())
            .AddPredictor(_ =>
            {
                _configuration.Change(Settings("a:1", "b:10", "c:2"));
                return new TablePredictor(("a", 0.5), ("b", 0.5), ("c", 0.5));
            })
            .AddOptimizer<GreedyOptimizer>();
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<IScheduler>().Pool.Names, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Reload_EndpointAddedAndRemoved_TakesEffectWithoutARestart()
    {
        var first = await PlaceAsync();
        Change(Settings("b:10", "c:0.1"));

        Assert.That((first, await PlaceAsync()), Is.EqualTo(("a", "c")));
        Assert.That(Scheduler.Pool.Names, Is.EqualTo(new[] { "b", "c" }));
        Assert.That(_log.Lines, Has.Some.Contains("added: c; removed: a"));
    }

    [Test]
    public async Task Reload_TighterLimitThanIsHeld_GrantsNothingMoreUntilItIsBackUnder()
    {
        var held = await Scheduler.PlaceAsync(Query());
        var (limit, other) = (Settings("a:1", "b:10"), await PlaceAsync());
        limit["Endpoints:0:ConcurrencyLimit"] = "1";
        Change(limit);

        var whileHeld = await PlaceAsync();
        held.Lease!.Dispose();

        Assert.That((other, whileHeld), Is.EqualTo(("a", "b")));
    }

    [Test]
    public async Task Reload_OtherFloor_IsAskedOfTheNextBatch()
    {
        var settings = Settings("a:1", "b:10");
        settings["Goal:QualityFloor"] = "0.4";
        settings["Goal:FloorScope"] = "Batch";
        await PlaceAsync();
        Change(settings);
        await PlaceAsync();

        var seen = ((GreedyOptimizer)_provider.GetRequiredKeyedService<IOptimizer>("")).Seen;
        Assert.That(seen.Select(problem => problem.QualityFloor), Is.EqualTo(new double?[] { null, 0.4 }));
    }

    [Test]
    public async Task Reload_EndpointThePredictorDoesNotKnow_IsRefusedAndLoggedAndTheOldPoolStays()
    {
        await PlaceAsync();
        Change(Settings("a:1", "nobody:0.01"));

        Assert.That(await PlaceAsync(), Is.EqualTo("a"));
        Assert.That(Scheduler.Pool.Names, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_log.Lines, Has.Some.Contains("refused").And.Contains("'nobody'"));
    }

    [Test]
    public async Task Reload_OptionsOutOfRange_AreRefusedAndLoggedAndTheOldOnesStay()
    {
        await PlaceAsync();

        Assert.That(() => Change(Settings("a:-1")), Throws.InstanceOf<OptionsValidationException>().Or.InstanceOf<AggregateException>());

        Assert.That(await PlaceAsync(), Is.EqualTo("a"));
        Assert.That(_log.Lines, Has.Some.Contains("refused").And.Contains("Prices.Input is -1"));
    }

    private static Dictionary<string, string?> Settings(params string[] endpoints) => endpoints.Index().SelectMany(entry => new[]
    {
        KeyValuePair.Create($"Endpoints:{entry.Index}:Name", (string?)entry.Item.Split(':')[0]),
        KeyValuePair.Create($"Endpoints:{entry.Index}:Prices:Input", (string?)entry.Item.Split(':')[1]),
        KeyValuePair.Create($"Endpoints:{entry.Index}:Prices:Output", (string?)entry.Item.Split(':')[1]),
    }).ToDictionary();

    // The parts of these tests answer at once, so a change holds when this returns.
    private void Change(Dictionary<string, string?> settings) => _configuration.Change(settings);

    private async Task<string> PlaceAsync() => (await Scheduler.PlaceAsync(Query())).Endpoint!.Name;

    private Query Query() => new($"q{_next++}", "text") { InputTokens = 50 };

    private sealed class ChangingConfiguration : ConfigurationProvider, IConfigurationSource
    {
        public void Change(Dictionary<string, string?> settings)
        {
            Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
            OnReload();
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}
