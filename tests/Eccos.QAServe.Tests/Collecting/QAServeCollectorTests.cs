using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class QAServeCollectorTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_EveryItemOnEveryEndpoint_WritesGradedRecordsInOrder()
    {
        using var folder = new TemporaryFolder();
        var collector = Collector([Collecting.Endpoint("able", Collecting.Solver()), Collecting.Endpoint("weak", Collecting.Solver(false))]);

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
        await Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);
        var first = await File.ReadAllBytesAsync(folder["r.jsonl"]);

        var report = await Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.AnsweredNow, report.Answered), Is.EqualTo((3, 0, 3)));
        Assert.That(await File.ReadAllBytesAsync(folder["r.jsonl"]), Is.EqualTo(first));
    }

    [Test]
    public async Task Collect_MoreEndpointsAndItemsLater_AsksTheNewOnesAlone()
    {
        using var folder = new TemporaryFolder();
        var (old, added) = (Collecting.Solver(), Collecting.Solver());
        await Collector([Collecting.Endpoint("old", old)]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);

        var report = await Collector([Collecting.Endpoint("added", added), Collecting.Endpoint("old", old)]).CollectAsync(Collecting.Sums(4), folder["r.jsonl"]);

        Assert.That((old.Asked.Count, added.Asked.Count, report.IsComplete), Is.EqualTo((4, 4, true)));
        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Select(record => record.Outputs[0].Endpoint), Has.All.EqualTo("added"));
    }

    [Test]
    public async Task Collect_ManyAtOnce_WritesTheSameFileAsOneByOne([Values(1, 7, 32)] int concurrency)
    {
        using var folder = new TemporaryFolder();
        CollectorEndpoint[] Endpoints(int limit) => [.. Enumerable.Range(0, 3).Select(j => Collecting.Endpoint($"e{j}", Slow(j), endpoint => endpoint with { ConcurrencyLimit = limit }))];

        await Collector(Endpoints(1)).CollectAsync(Collecting.Sums(30), folder["one.jsonl"]);
        await Collector(Endpoints(concurrency)).CollectAsync(Collecting.Sums(30), folder["many.jsonl"]);

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

        await Collector([Collecting.Endpoint("a", client, endpoint => endpoint with { ConcurrencyLimit = 3 })]).CollectAsync(Collecting.Sums(12), folder["r.jsonl"]);

        Assert.That(client.MostUnderWay, Is.EqualTo(3));
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
        var run = Collector([Collecting.Endpoint("slow", slow), Collecting.Endpoint("failing", failing), Collecting.Endpoint("fast", fast)], options => options.EndpointFailureLimit = 3)
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

        var report = await _time.PassAsync(Collector([endpoint], options => options.MaxAttempts = 4).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]), TimeSpan.FromSeconds(5));
        Assert.That(client.Asked.GroupBy(Collecting.Number).Select(group => group.Count()), Is.EqualTo(new[] { 1, 4, 1 }));
        Assert.That((report.Answered, report.Failures.Single().Reason, report.IsComplete), Is.EqualTo((2, "the connection broke: cut", false)));

        isBroken = false;
        report = await Collector([endpoint]).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);
        Assert.That((report.AnsweredNow, report.IsComplete, client.Asked.Count), Is.EqualTo((1, true, 7)));
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
        await _time.PassAsync(Collector([Collecting.Endpoint("a", client)], options => (options.MaxAttempts, options.LongestBackOff) = (6, TimeSpan.FromSeconds(6)))
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
        await _time.PassAsync(Collector([Collecting.Endpoint("a", client, endpoint => endpoint with { RequestsPerMinute = 4, ConcurrencyLimit = 3 })])
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
        await _time.PassAsync(Collector([Collecting.Endpoint("a", client, endpoint => endpoint with { TokensPerMinute = 1600 })], options => (options.MaxOutputTokens, options.PromptOverheadTokens) = (300, 0))
            .CollectAsync(Collecting.Sums(6), folder["r.jsonl"]), TimeSpan.FromSeconds(1));

        Assert.That(times, Has.Count.EqualTo(6));
        foreach (var start in times)
            Assert.That(500 * times.Count(time => time >= start && time < start + TimeSpan.FromSeconds(45)), Is.LessThanOrEqualTo(1600));
    }

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
        await _time.PassAsync(Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(4), folder["r.jsonl"], new Sink<CollectProgress>(reports.Add)), TimeSpan.FromSeconds(2));

        Assert.That(reports.Select(report => report.Answered), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(reports[0].Remaining, Is.Null);
        Assert.That(reports[2].Remaining, Is.EqualTo(reports[2].Elapsed / 2 * 2).Within(TimeSpan.FromMilliseconds(1)));
        Assert.That((reports[4].Remaining, reports[4].Total), Is.EqualTo(((TimeSpan?)TimeSpan.Zero, 4)));
        Assert.That(reports.Select(report => report.SpentUsd), Is.Ordered.Ascending);
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

        Assert.That(async () => await Collector([endpoint]).CollectAsync(Collecting.Sums(6), folder["r.jsonl"], null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllTextAsync(folder["r.jsonl"]), Is.EqualTo("old"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "r.jsonl", "r.jsonl.journal" }));

        var report = await Collector([endpoint]).CollectAsync(Collecting.Sums(6), folder["r.jsonl"]);
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
    public async Task Collect_GraderThatFails_LosesNoAnswerUnderWay()
    {
        using var folder = new TemporaryFolder();
        var (allAsked, failed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var asked = 0;
        var client = new ScriptedClient(async (prompt, token) =>
        {
            if (Interlocked.Increment(ref asked) == 4)
                allAsked.SetResult();
            await allAsked.Task;

            // The others answer some time after the grader failed.
            if (Collecting.Number(prompt) != 0)
            {
                await failed.Task;
                await Task.Delay(100, token);
            }

            return ScriptedClient.Reply("Answer: 100");
        });
        var broken = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((item, _, _) =>
        {
            if (item.Id != "sum-0")
                return new(new Grade(1, null));
            failed.SetResult();
            throw new EccosException("no grade");
        }));

        var run = Collector([Collecting.Endpoint("a", client, endpoint => endpoint with { ConcurrencyLimit = 4 })], options => options.Graders = broken).CollectAsync(Collecting.Sums(9), folder["r.jsonl"]);
        Assert.That(async () => await run, Throws.TypeOf<EccosException>().With.Message.EqualTo("no grade"));

        var journal = await File.ReadAllLinesAsync(folder["r.jsonl.journal"]);
        Assert.That((client.Asked.Count, journal.Count(line => line.Contains("\"kind\":\"answer\"", StringComparison.Ordinal))), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task Collect_GraderThatFails_KeepsTheAnswersAndGradesThemLater()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        var broken = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((item, _, _) => item.Id == "sum-1" ? throw new EccosException("no grade") : new(new Grade(1, null))));

        Assert.That(async () => await Collector([Collecting.Endpoint("a", client)], options => options.Graders = broken).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]), Throws.TypeOf<EccosException>().With.Message.EqualTo("no grade"));
        var report = await Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.IsComplete), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task Collect_Regrade_GradesOldAnswersAnew()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        await Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);
        var half = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((_, response, _) => new(new Grade(0.5, response))));

        await Collector([Collecting.Endpoint("a", client)], options => (options.Graders, options.Regrade) = (half, true)).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Select(record => record.Outputs[0].Correct), Has.All.EqualTo(0.5));
        Assert.That(client.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Collect_OtherPromptsThanBefore_IsAnErrorThatNamesTheItem()
    {
        using var folder = new TemporaryFolder();
        await Collector([Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);
        var prompts = new PromptSet().With(TaskKind.Numeric, new PromptTemplate("{{question}} Be quick."));

        Assert.That(
            async () => await Collector([Collecting.Endpoint("a", Collecting.Solver())], options => options.Prompts = prompts).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]),
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
        var first = Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);
        await started.Task;

        Assert.That(async () => await Collector([Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]), Throws.InstanceOf<IOException>());
        release.SetResult();
        Assert.That((await first).IsComplete, Is.True);
    }

    [Test]
    public void Collect_WrongItems_ListsAllOfThem()
    {
        BenchmarkItem[] items = [.. Collecting.Sums(1), Collecting.Sums(1)[0], Items.Choice("C", "x", "y"), Items.Of(TaskKind.Numeric) with { Id = "n" }];
        Assert.That(
            async () => await Collector([Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(items, "unused"),
            Throws.ArgumentException.With.Message.Contains("'sum-0' stands twice").And.Message.Contains("one letter from A to B").And.Message.Contains("'n': there is no reference answer"));
    }

    [Test]
    public void Constructor_WrongOptions_ListsAllOfThemWithTheirValues() => Assert.That(
        () => Collector([Collecting.Endpoint("a", Collecting.Solver(), endpoint => endpoint with { Prices = null })], options =>
        {
            (options.CeilingUsd, options.MaxAttempts, options.MaxOutputTokens) = (-1, 0, 0);
            options.RequestTimeout = TimeSpan.Zero;
            options.LongestBackOff = TimeSpan.FromMilliseconds(1);
        }),
        Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("CeilingUsd is -1").And.Message.Contains("MaxAttempts is 0").And.Message.Contains("MaxOutputTokens is 0")
            .And.Message.Contains("RequestTimeout is 00:00:00").And.Message.Contains("LongestBackOff is 00:00:00.0010000").And.Message.Contains("'a' has no prices"));

    [Test]
    public void Constructor_TimesLongerThanATimerTakes_AreRefused() => Assert.That(
        () => Collector([Collecting.Endpoint("a", Collecting.Solver())], options =>
        {
            options.RequestTimeout = TimeSpan.MaxValue;
            options.StallTimeout = options.LongestBackOff = options.LongestRetryAfter = TimeSpan.FromDays(50);
        }),
        Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("RequestTimeout is 10675199.02:48:05.4775807; it is at most 49.17:02:47.2940000").And.Message.Contains("StallTimeout is 50.00:00:00")
            .And.Message.Contains("LongestBackOff is 50.00:00:00").And.Message.Contains("LongestRetryAfter is 50.00:00:00"));

    [Test]
    public async Task Collect_OptionsThatCannotBeCopied_CostNothing()
    {
        using var folder = new TemporaryFolder();
        var endpoint = Collecting.Endpoint("a", Collecting.Solver()) with { Options = new UncopiableOptions() };

        Assert.That(async () => await Collector([endpoint], options => options.FirstBackOff = TimeSpan.Zero).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]), Throws.TypeOf<NotSupportedException>());
        var report = await Collector([Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That(report.SpentUsd, Is.EqualTo(2 * 34e-6).Within(1e-15));
    }

    private QAServeCollector Collector(CollectorEndpoint[] endpoints, Action<QAServeCollectorOptions>? configure = null)
    {
        var options = new QAServeCollectorOptions();
        configure?.Invoke(options);
        return new QAServeCollector(endpoints, options, timeProvider: _time);
    }

    private sealed class UncopiableOptions : ChatOptions
    {
        public override ChatOptions Clone() => throw new NotSupportedException();
    }
}
