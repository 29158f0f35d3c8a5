using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class QAServeCollectorTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_EveryItemOnEveryEndpoint_WritesGradedRecordsInOrder()
    {
        using var folder = new TemporaryFolder();
        var collector = Collecting.Collector(_time, [Collecting.Endpoint("able", Collecting.Solver()), Collecting.Endpoint("weak", Collecting.Solver(false))]);

        var report = await collector.CollectAsync(Collecting.Sums(5), folder["r.jsonl"]);

        var records = await Collecting.ReadAsync(folder["r.jsonl"]);
        Assert.That((report.Records, report.Answered, report.AnsweredNow, report.Total, report.IsComplete), Is.EqualTo((5, 10, 10, 10, true)));
        Assert.That(records.Select(record => record.Id), Is.EqualTo(new[] { "sum-0", "sum-1", "sum-2", "sum-3", "sum-4" }));
        Assert.That(records.Select(record => string.Join(' ', record.Outputs.Select(output => $"{output.Endpoint}:{output.Correct}"))), Is.EqualTo(new[] { "able:1 weak:1", "able:1 weak:0", "able:1 weak:1", "able:1 weak:0", "able:1 weak:1" }));
        Assert.That((records[1].Query, records[1].Answer, records[1].Source), Is.EqualTo(("What is 1 + 100?", "101", "sums")));
        var output = records[1].Outputs[0];
        Assert.That((output.InputTokens, output.OutputTokens, output.CostUsd, output.Response), Is.EqualTo((20, 7, (20 + (2 * 7)) / 1e6, "Answer: 101")));
        Assert.That(output.Other!["extracted"].GetString(), Is.EqualTo("101"));
        Assert.That(report.SpentUsd, Is.EqualTo(10 * 34e-6).Within(1e-15));
    }

    [Test]
    public async Task Collect_Again_AsksNothingAndWritesTheSameFile()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        await Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);
        var first = await File.ReadAllBytesAsync(folder["r.jsonl"]);

        var report = await Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.AnsweredNow, report.Answered), Is.EqualTo((3, 0, 3)));
        Assert.That(await File.ReadAllBytesAsync(folder["r.jsonl"]), Is.EqualTo(first));
    }

    [Test]
    public async Task Collect_MoreEndpointsAndItemsLater_AsksTheNewOnesAlone()
    {
        using var folder = new TemporaryFolder();
        var (old, added) = (Collecting.Solver(), Collecting.Solver());
        await Collecting.Collector(_time, [Collecting.Endpoint("old", old)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);

        var report = await Collecting.Collector(_time, [Collecting.Endpoint("added", added), Collecting.Endpoint("old", old)]).CollectAsync(Collecting.Sums(4), folder["r.jsonl"]);

        Assert.That((old.Asked.Count, added.Asked.Count, report.IsComplete), Is.EqualTo((4, 4, true)));
        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Select(record => record.Outputs[0].Endpoint), Has.All.EqualTo("added"));
    }

    [Test]
    public async Task Collect_ManyAtOnce_WritesTheSameFileAsOneByOne([Values(1, 7, 32)] int concurrency)
    {
        using var folder = new TemporaryFolder();
        CollectorEndpoint[] Endpoints(int limit) => [.. Enumerable.Range(0, 3).Select(j => Collecting.Endpoint($"e{j}", Slow(j), endpoint => endpoint with { ConcurrencyLimit = limit }))];

        await Collecting.Collector(_time, Endpoints(1)).CollectAsync(Collecting.Sums(30), folder["one.jsonl"]);
        await Collecting.Collector(_time, Endpoints(concurrency)).CollectAsync(Collecting.Sums(30), folder["many.jsonl"]);

        Assert.That(await File.ReadAllBytesAsync(folder["many.jsonl"]), Is.EqualTo(await File.ReadAllBytesAsync(folder["one.jsonl"])));

        // Yields a number of times that depends on the question, so that answers overtake each other.
        static ScriptedClient Slow(int j) => new(async (prompt, _) =>
        {
            for (var k = 0; k < Collecting.Number(prompt) * 7 % 11; k++)
                await Task.Yield();
            return ScriptedClient.Reply($"Answer: {Collecting.Number(prompt) + 100 + (Collecting.Number(prompt) % (j + 1))}");
        });
    }

    [Test]
    public async Task Collect_SlowAndFailingEndpoints_DoNotHoldTheOthersBack()
    {
        using var folder = new TemporaryFolder();
        var release = new TaskCompletionSource();
        var fastDone = new TaskCompletionSource();
        var slow = new ScriptedClient(async (_, token) =>
        {
            await release.Task.WaitAsync(token);
            return ScriptedClient.Reply("Answer: 100");
        });
        var failing = new ScriptedClient((_, _) => throw new IOException("cable cut"));
        var answered = 0;
        var fast = ScriptedClient.Of(prompt =>
        {
            if (Interlocked.Increment(ref answered) == 20)
                fastDone.SetResult();
            return ScriptedClient.Reply("Answer: 100");
        });
        var run = Collecting.Collector(_time, [Collecting.Endpoint("slow", slow), Collecting.Endpoint("failing", failing), Collecting.Endpoint("fast", fast)], options => options.EndpointFailureLimit = 3)
            .CollectAsync(Collecting.Sums(20), folder["r.jsonl"]);

        await fastDone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((run.IsCompleted, slow.Asked.Count), Is.EqualTo((false, 1)));
        release.SetResult();
        var report = await _time.PassAsync(run, TimeSpan.FromSeconds(10));

        Assert.That(report.Answered, Is.EqualTo(40));
        Assert.That(report.GivenUp.Keys, Is.EqualTo(new[] { "failing" }));
        Assert.That(report.GivenUp["failing"], Does.Contain("3 questions in a row failed").And.Contain("cable cut"));
        Assert.That(report.Failures.Select(failure => failure.Item), Is.EqualTo(new[] { "sum-0", "sum-1", "sum-2" }));
    }

    [Test]
    public async Task Collect_FailedQuestion_IsAskedMaxAttemptsTimesAndAgainInTheNextRun()
    {
        using var folder = new TemporaryFolder();
        var isBroken = true;
        var client = ScriptedClient.Of(prompt => isBroken && Collecting.Number(prompt) == 1 ? throw new IOException("cut") : ScriptedClient.Reply("Answer: 100"));
        var endpoint = Collecting.Endpoint("a", client);

        var report = await _time.PassAsync(Collecting.Collector(_time, [endpoint], options => options.MaxAttempts = 4).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]), TimeSpan.FromSeconds(5));
        Assert.That(client.Asked.GroupBy(Collecting.Number).Select(group => group.Count()), Is.EqualTo(new[] { 1, 4, 1 }));
        Assert.That((report.Answered, report.Failures.Single().Reason, report.IsComplete), Is.EqualTo((2, "the connection broke: cut", false)));

        isBroken = false;
        report = await Collecting.Collector(_time, [endpoint]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);
        Assert.That((report.AnsweredNow, report.IsComplete, client.Asked.Count), Is.EqualTo((1, true, 7)));
    }

    [Test]
    public async Task Collect_Cancelled_KeepsTheFileAsItWasAndGoesOnLater()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["r.jsonl"], "old");
        using var stop = new CancellationTokenSource();
        var client = ScriptedClient.Of(prompt =>
        {
            if (Collecting.Number(prompt) == 2)
                stop.Cancel();
            return ScriptedClient.Reply("Answer: 100");
        });
        var endpoint = Collecting.Endpoint("a", client);

        Assert.That(async () => await Collecting.Collector(_time, [endpoint]).CollectAsync(Collecting.Sums(6), folder["r.jsonl"], null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllTextAsync(folder["r.jsonl"]), Is.EqualTo("old"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "r.jsonl", "r.jsonl.journal" }));

        var report = await Collecting.Collector(_time, [endpoint]).CollectAsync(Collecting.Sums(6), folder["r.jsonl"]);
        Assert.That((report.IsComplete, client.Asked.Select(Collecting.Number).Distinct().Count()), Is.EqualTo((true, 6)));
        Assert.That(client.Asked.Count, Is.LessThanOrEqualTo(7));
    }

    [Test]
    public async Task Collect_UsageNotReported_CountsTheTokensAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        var client = ScriptedClient.Of(_ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "Answer: 100")) { FinishReason = ChatFinishReason.Stop });

        await new QAServeCollector([Collecting.Endpoint("a", client)], null, new WordCounter(), timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"]))[0].Outputs[0];
        var words = client.Asked.Single().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.That((output.InputTokens, output.OutputTokens, output.CostUsd), Is.EqualTo(((int?)words, (int?)2, (double?)((words + 4) / 1e6))));
        Assert.That(output.Other!["tokens_counted"].GetBoolean(), Is.True);
    }

    [Test]
    public async Task Collect_OutputAloneReported_IsRecordedAsReported()
    {
        using var folder = new TemporaryFolder();
        var client = ScriptedClient.Of(_ => new ChatResponse(new ChatMessage(ChatRole.Assistant, "Answer: 100")) { FinishReason = ChatFinishReason.Stop, Usage = new UsageDetails { OutputTokenCount = 900 } });

        await new QAServeCollector([Collecting.Endpoint("a", client)], null, new WordCounter(), timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"]))[0].Outputs[0];
        Assert.That((output.OutputTokens, output.Other!["tokens_counted"].GetBoolean()), Is.EqualTo(((int?)900, true)));
    }

    [Test]
    public async Task Collect_OtherPromptsThanBefore_IsAnErrorThatNamesTheItem()
    {
        using var folder = new TemporaryFolder();
        await Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);
        var prompts = new PromptSet().With(TaskKind.Numeric, new PromptTemplate("{{question}} Be quick."));

        Assert.That(
            async () => await Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver())], options => options.Prompts = prompts).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]),
            Throws.TypeOf<EccosException>().With.Message.Contains("another prompt of item 'sum-0'"));
    }

    [Test]
    public async Task Collect_TwoRunsAtOnce_TheSecondIsRefused()
    {
        using var folder = new TemporaryFolder();
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var client = new ScriptedClient(async (_, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return ScriptedClient.Reply("Answer: 100");
        });
        var first = Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);
        await started.Task;

        Assert.That(async () => await Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]), Throws.InstanceOf<IOException>());
        release.SetResult();
        Assert.That((await first).IsComplete, Is.True);
    }
}
