using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>How many requests are under way at once, how far apart attempts are, and the limits per minute as virtual time passes.</summary>
public sealed class CollectorPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_ConcurrencyLimit_IsUsedAndNeverPassed()
    {
        using var folder = new TemporaryFolder();
        var three = new TaskCompletionSource();
        var arrived = 0;
        var client = new ScriptedClient(async (prompt, token) =>
        {
            if (Interlocked.Increment(ref arrived) == 3)
                three.SetResult();
            await three.Task.WaitAsync(token);
            return ScriptedClient.Reply("Answer: 1");
        });

        await Collecting.Collector(_time, [Collecting.Endpoint("a", client, endpoint => endpoint with { ConcurrencyLimit = 3 })]).CollectAsync(Collecting.Sums(12), folder["r.jsonl"]);

        Assert.That(client.MostUnderWay, Is.EqualTo(3));
    }

    [Test]
    public async Task Collect_BackOff_DoublesUpToItsLongest()
    {
        using var folder = new TemporaryFolder();
        var times = new List<DateTimeOffset>();
        var client = ScriptedClient.Of(_ =>
        {
            times.Add(_time.GetUtcNow());
            throw new IOException("cut");
        });
        await _time.PassAsync(Collecting.Collector(_time, [Collecting.Endpoint("a", client)], options => (options.MaxAttempts, options.LongestBackOff) = (6, TimeSpan.FromSeconds(6)))
            .CollectAsync(Collecting.Sums(1), folder["r.jsonl"]), TimeSpan.FromMilliseconds(10));

        double[] waits = [.. times.Zip(times.Skip(1), (a, b) => (b - a).TotalSeconds)];
        double[] longest = [1, 2, 4, 6, 6];
        Assert.That(waits, Has.Length.EqualTo(longest.Length));
        for (var k = 0; k < waits.Length; k++)
            Assert.That(waits[k], Is.InRange(longest[k] / 2, longest[k] + 0.05), $"wait {k}");
    }

    [Test]
    public async Task Collect_RequestsPerMinute_AreKeptInEveryWindow()
    {
        using var folder = new TemporaryFolder();
        var times = new List<DateTimeOffset>();
        var client = ScriptedClient.Of(_ =>
        {
            lock (times)
                times.Add(_time.GetUtcNow());
            return ScriptedClient.Reply("Answer: 100");
        });
        await _time.PassAsync(Collecting.Collector(_time, [Collecting.Endpoint("a", client, endpoint => endpoint with { RequestsPerMinute = 4, ConcurrencyLimit = 3 })])
            .CollectAsync(Collecting.Sums(14), folder["r.jsonl"]), TimeSpan.FromSeconds(1));

        // A request is let through some steps of virtual time before the client is called, how many depends on the machine.
        Assert.That(times, Has.Count.EqualTo(14));
        foreach (var start in times)
            Assert.That(times.Count(time => time >= start && time < start + TimeSpan.FromSeconds(45)), Is.LessThanOrEqualTo(4));
        Assert.That(times[^1] - times[0], Is.InRange(TimeSpan.FromMinutes(2.75), TimeSpan.FromMinutes(3.75)));
    }

    [Test]
    public async Task Collect_TokensPerMinute_AreKept()
    {
        using var folder = new TemporaryFolder();
        var times = new List<DateTimeOffset>();
        var client = ScriptedClient.Of(_ =>
        {
            lock (times)
                times.Add(_time.GetUtcNow());
            return ScriptedClient.Reply("Answer: 100", 300, 200);
        });

        // Two requests of 500 tokens fit into a minute only once it is known that they take no more.
        await _time.PassAsync(Collecting.Collector(_time, [Collecting.Endpoint("a", client, endpoint => endpoint with { TokensPerMinute = 1600 })], options => (options.MaxOutputTokens, options.PromptOverheadTokens) = (300, 0))
            .CollectAsync(Collecting.Sums(6), folder["r.jsonl"]), TimeSpan.FromSeconds(1));

        Assert.That(times, Has.Count.EqualTo(6));
        foreach (var start in times)
            Assert.That(500 * times.Count(time => time >= start && time < start + TimeSpan.FromSeconds(45)), Is.LessThanOrEqualTo(1600));
    }
}
