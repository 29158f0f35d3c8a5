using Eccos.Core.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Eccos.Core.Tests.Hosting;

public sealed class AddEccosTests
{
    private static readonly Query _query = new("q", "text") { InputTokens = 10 };

    [Test]
    public async Task AddEccos_InCode_GivesOneScheduler()
    {
        var services = new ServiceCollection();
        services.AddEccos(options => options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 1) }))
            .AddPredictor(_ => new TablePredictor(("a", 0.5)))
            .AddOptimizer<GreedyOptimizer>();
        await using var provider = services.BuildServiceProvider();

        var scheduler = provider.GetRequiredService<IScheduler>();
        var placement = await scheduler.PlaceAsync(_query);

        Assert.That(placement.Endpoint!.Name, Is.EqualTo("a"));
        Assert.That(provider.GetRequiredService<IScheduler>(), Is.SameAs(scheduler));
    }

    [Test]
    public void AddEccos_FromConfiguration_BindsEveryProperty()
    {
        using var provider = Provider("""
            {
              "Endpoints": [
                {
                  "Name": "a", "Prices": { "Input": 0.15, "Output": 0.6, "CachedInput": 0.075 }, "ConcurrencyLimit": 8,
                  "RequestsPerMinute": 500, "TokensPerMinute": 200000, "ContextWindow": 128000,
                  "Tags": [ "tools", "vision" ], "Facts": { "parameters_b": "8", "released": "2024-07" }
                },
                { "Name": "b" }
              ],
              "Goal": { "Objective": "BestQuality", "QualityFloor": 0.8, "BudgetUsd": 0.25, "WhenInfeasible": "Defer" }
            }
            """);

        var options = provider.GetRequiredService<IOptions<EccosOptions>>().Value;
        var a = options.Endpoints[0];

        Assert.Multiple(() =>
        {
            Assert.That(a.Prices, Is.EqualTo(new TokenPrices(0.15, 0.6, 0.075)));
            Assert.That((a.Name, a.ConcurrencyLimit, a.RequestsPerMinute, a.TokensPerMinute, a.ContextWindow), Is.EqualTo(("a", 8, 500, 200000L, 128000)));
            Assert.That(a.Tags, Is.EqualTo(new[] { "tools", "vision" }));
            Assert.That(a.Facts["released"], Is.EqualTo("2024-07"));
            Assert.That(options.Endpoints[1], Is.EqualTo(new Endpoint("b")).Using<Endpoint>((x, y) => x.Name == y.Name && x.Prices == y.Prices));
            Assert.That(
                options.Goal,
                Is.EqualTo(new SchedulingGoal { Objective = Objective.BestQuality, QualityFloor = 0.8, BudgetUsd = 0.25, WhenInfeasible = InfeasiblePolicy.Defer }));
        });
    }

    [Test]
    public void AddEccos_ConfigurationWithGroupsAndShares_BindsThem()
    {
        using var provider = Provider("""
            {
              "Endpoints": [ { "Name": "a", "MinimumShare": 0.2, "MaximumShare": 0.9 } ],
              "Goal": { "Objective": "WeightedSum", "QualityWeightUsd": 0.002, "Groups": { "acme": { "QualityFloor": 0.9, "BudgetUsd": 1.5 } } }
            }
            """);

        var options = provider.GetRequiredService<IOptions<EccosOptions>>().Value;

        Assert.That((options.Endpoints[0].MinimumShare, options.Endpoints[0].MaximumShare), Is.EqualTo((0.2, 0.9)));
        Assert.That((options.Goal.Objective, options.Goal.QualityWeightUsd), Is.EqualTo((Objective.WeightedSum, 0.002)));
        Assert.That(options.Goal.Groups["acme"], Is.EqualTo(new GroupLimits { QualityFloor = 0.9, BudgetUsd = 1.5 }));
    }

    [Test]
    public void AddEccos_MisspeltKey_IsAnError()
    {
        using var provider = Provider("""{ "Endpoints": [ { "Name": "a" } ], "Goal": { "QualityFlor": 0.8 } }""");

        Assert.That(() => provider.GetRequiredService<IOptions<EccosOptions>>().Value, Throws.InvalidOperationException.With.Message.Contains("QualityFlor"));
    }

    [Test]
    public void AddEccos_InvalidOptions_FailsWhenTheHostStarts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEccos(options => options.Goal = new SchedulingGoal { QualityFloor = 2 })
            .AddPredictor(_ => new TablePredictor(("a", 0.5)))
            .AddOptimizer<GreedyOptimizer>();
        using var host = builder.Build();

        var error = Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(error!.Failures, Is.EquivalentTo(new[]
        {
            "The pool is empty; it needs at least one endpoint.",
            "Goal.QualityFloor is 2; it lies in [0, 1], or is null for none.",
        }));
    }

    [Test]
    public async Task AddEccos_TwoNames_GivesTwoSchedulersWithTheirOwnPoolsAndParts()
    {
        var services = new ServiceCollection();
        services.AddEccos("left", options => options.Endpoints.Add(new Endpoint("a") { Prices = new TokenPrices(1, 1), ConcurrencyLimit = 1 }))
            .AddPredictor(_ => new TablePredictor(("a", 0.5)));
        services.AddEccos("right", options => options.Endpoints.Add(new Endpoint("b") { Prices = new TokenPrices(1, 1) }))
            .AddPredictor(_ => new TablePredictor(("b", 0.5)));
        services.AddSingleton<IOptimizer, GreedyOptimizer>();
        await using var provider = services.BuildServiceProvider();

        var left = await provider.GetRequiredKeyedService<IScheduler>("left").PlaceAsync(_query);
        var right = await provider.GetRequiredKeyedService<IScheduler>("right").PlaceAsync(_query);

        Assert.That((left.Endpoint!.Name, right.Endpoint!.Name), Is.EqualTo(("a", "b")));
        Assert.That(provider.GetService<IScheduler>(), Is.Null, "no default scheduler was added");
    }

    [Test]
    public void AddEccos_WithoutAPredictor_FailsWhenTheHostStartsAndMakesNothing()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddEccos("mine", options => options.Endpoints.Add(new Endpoint("a")));
        builder.Services.AddEccos("yours", options => options.Endpoints.Add(new Endpoint("a")))
            .AddPredictor(_ => throw new InvalidOperationException("not yet"));
        builder.Services.AddSingleton<IOptimizer>(_ => throw new InvalidOperationException("not yet"));
        using var host = builder.Build();

        var error = Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(error!.Failures, Is.EqualTo(new[]
        {
            "Scheduler 'mine' has no IPredictor; call AddKnnPredictor or AddPredictor on the builder that AddEccos returned, or register one for all schedulers.",
        }));
    }

    [Test]
    public async Task AddEccos_WithoutAnOptimizer_SaysWhatToCall()
    {
        var services = new ServiceCollection();
        services.AddEccos("mine", options => options.Endpoints.Add(new Endpoint("a"))).AddPredictor(_ => new TablePredictor(("a", 0.5)));
        await using var provider = services.BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredKeyedService<IScheduler>("mine"),
            Throws.InvalidOperationException.With.Message.Contains("'mine' has no IOptimizer; call AddMipOptimizer"));
    }

    private static ServiceProvider Provider(string json)
    {
        var services = new ServiceCollection();
        services.AddEccos(new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build());
        return services.BuildServiceProvider();
    }
}
