using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class CollectorProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_Progress_CountsUpAndEstimatesTheRest()
    {
        using var folder = new TemporaryFolder();
        var reports = new List<CollectProgress>();
        var client = new ScriptedClient(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), _time, token);
            return ScriptedClient.Reply("Answer: 100");
        });
        await _time.PassAsync(Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(4), folder["r.jsonl"], new Sink<CollectProgress>(reports.Add)), TimeSpan.FromSeconds(2));

        Assert.That(reports.Select(report => report.Answered), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(reports[0].Remaining, Is.Null);
        Assert.That(reports[2].Remaining, Is.EqualTo(reports[2].Elapsed / 2 * 2).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That((reports[4].Remaining, reports[4].Total), Is.EqualTo(((TimeSpan?)TimeSpan.Zero, 4)));
        Assert.That(reports.Select(report => report.SpentUsd), Is.Ordered.Ascending);
    }

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
