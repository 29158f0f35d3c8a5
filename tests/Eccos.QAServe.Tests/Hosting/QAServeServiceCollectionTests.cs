using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eccos.QAServe.Tests;

public sealed class QAServeServiceCollectionTests
{
    [Test]
    public async Task AddQAServeCollector_KeyedClients_AreAskedByTheirEndpoints()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        await using var provider = new ServiceCollection()
            .AddKeyedSingleton<IChatClient>("a", client)
            .AddSingleton<ITokenCounter, WordCounter>()
            .AddQAServeCollector([new Endpoint("a")], options => options.KeepResponses = false)
            .BuildServiceProvider();

        await provider.GetRequiredService<QAServeCollector>().CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        var record = (await Collecting.ReadAsync(folder["r.jsonl"]))[0];
        Assert.That((client.Asked.Count, record.Outputs[0].Response, record.InputTokens), Is.EqualTo((2, (string?)null, (int?)5)));
    }

    [Test]
    public async Task AddQAServeCollector_Twice_AsksTheEndpointsOfBoth()
    {
        using var folder = new TemporaryFolder();
        var (a, b) = (Collecting.Solver(), Collecting.Solver());
        await using var provider = new ServiceCollection()
            .AddKeyedSingleton<IChatClient>("a", a)
            .AddKeyedSingleton<IChatClient>("b", b)
            .AddQAServeCollector([new Endpoint("a")])
            .AddQAServeCollector([new Endpoint("b")])
            .BuildServiceProvider();

        await provider.GetRequiredService<QAServeCollector>().CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That((a.Asked.Count, b.Asked.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void AddQAServeCollector_NoClientForAnEndpoint_NamesIt()
    {
        using var provider = new ServiceCollection().AddQAServeCollector([new Endpoint("a")]).BuildServiceProvider();
        Assert.That(() => provider.GetRequiredService<QAServeCollector>(), Throws.InvalidOperationException.With.Message.Contains("'a' has no chat client"));
    }

    [Test]
    public void AddQAServeCollector_WrongOptions_AreReportedWithTheirValues()
    {
        using var provider = new ServiceCollection().AddKeyedSingleton<IChatClient>("a", Collecting.Solver()).AddQAServeCollector([new Endpoint("a")], options => options.MaxAttempts = 0).BuildServiceProvider();
        Assert.That(() => provider.GetRequiredService<QAServeCollector>(), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("MaxAttempts is 0"));
    }
}
