using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class CollectorProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_EndpointGivenUpForAnOverrun_LeavesNoTime() =>
        Assert.That(await RemainingAsync(Collecting.Endpoint("a", ScriptedClient.Of(_ => ScriptedClient.Reply("Answer: 1", 10_000, 5)))), Is.Zero);

    [Test]
    public async Task Collect_EndpointWhollyBeyondTheCeiling_LeavesNoTime() =>
        Assert.That(await RemainingAsync(Collecting.Endpoint("a", Collecting.Solver(), endpoint => endpoint with { Prices = new TokenPrices(1e6, 1e6) })), Is.Zero);

    // The time left in seconds when another endpoint has answered everything.
    private async Task<double> RemainingAsync(CollectorEndpoint endpoint)
    {
        using var folder = new TemporaryFolder();
        var last = default(CollectProgress);
        var other = Collecting.Endpoint("b", new ScriptedClient(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time, token);
            return ScriptedClient.Reply("Answer: 1");
        }));

        await _time.PassAsync(new QAServeCollector([endpoint, other], new() { CeilingUsd = 1 }, timeProvider: _time).CollectAsync(Collecting.Sums(10), folder["r.jsonl"], new Sink<CollectProgress>(state => last = state)));

        return last.Remaining?.TotalSeconds ?? double.NaN;
    }
}
