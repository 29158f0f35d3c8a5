using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>
/// Limits per minute where no time passes by itself: what is asked too early is asked at once, and the tests give it a moment to be.
/// </summary>
public sealed class CollectorRateTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(100);
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_RequestsPerMinute_AreKeptByThoseThatWaitedForMoney()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var count = 0;
        var client = new ScriptedClient(async (_, _) =>
        {
            if (Interlocked.Increment(ref count) == 1)
                await first.Task;
            else
                second.TrySetResult();
            return ScriptedClient.Reply("Answer: 1", 1, 1);
        });

        // No more than one worst case, 500 USD, fits at once.
        var endpoint = Collecting.Endpoint("a", client, endpoint => endpoint with { RequestsPerMinute = 1, ConcurrencyLimit = 4, Prices = new TokenPrices(0, 1_000_000) });
        var run = new QAServeCollector([endpoint], new() { MaxOutputTokens = 500, CeilingUsd = 510 }, timeProvider: _time).CollectAsync(Collecting.Sums(4), folder["r.jsonl"], null, stop.Token);
        for (var minute = 0; minute < 4; minute++)
        {
            await Task.Delay(_moment);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        first.SetResult();
        await second.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(_moment);
        Assert.That(client.Asked, Has.Count.EqualTo(2));

        await stop.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Collect_TokensPerMinute_CountTheWorstCaseWhereUsageIsNotReported([Values] bool isCounted)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var first = new TaskCompletionSource();
        var client = ScriptedClient.Of(_ =>
        {
            first.TrySetResult();
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "Answer: 1")) { FinishReason = ChatFinishReason.Stop };
        });
        var endpoint = Collecting.Endpoint("a", client, endpoint => endpoint with { TokensPerMinute = 1000 });
        var run = new QAServeCollector([endpoint], new() { MaxOutputTokens = 500 }, isCounted ? new WordCounter() : null, timeProvider: _time).CollectAsync(Collecting.Sums(3), folder["r.jsonl"], null, stop.Token);

        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(_moment);
        Assert.That(client.Asked, Has.Count.EqualTo(1));

        await stop.CancelAsync();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Collect_CancelledWhileWaitingForATurn_GivesTheMoneyBack()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var client = ScriptedClient.Of(_ => ScriptedClient.Reply("Answer: 1", 1, 1));
        var endpoint = Collecting.Endpoint("a", client, endpoint => endpoint with { RequestsPerMinute = 1 });
        var options = new QAServeCollectorOptions { CeilingUsd = 1 };
        var run = new QAServeCollector([endpoint], options, timeProvider: _time).CollectAsync(Collecting.Sums(2), folder["r.jsonl"], new Sink<CollectProgress>(state => { if (state.Answered == 1) stop.CancelAfter(_moment); }), stop.Token);
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());

        var report = await new QAServeCollector([endpoint], options, timeProvider: new FakeTimeProvider()).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That(report.SpentUsd, Is.EqualTo(2 * 3e-6).Within(1e-12));
    }
}
