using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>The collector against a server of the same protocol as the real ones, through the real client.</summary>
public sealed class LoopbackTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Collect_WholeAnswer_RecordsUsageCostAndGrade()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, _) => LoopbackServer.AnswerAsync(context, "The sum.\nAnswer: 100"));

        var report = await CollectAsync(server, folder);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs.Single();
        Assert.That((output.InputTokens, output.OutputTokens, output.CostUsd, output.Correct, output.Response), Is.EqualTo(((int?)30, (int?)12, (double?)54e-6, 1.0, "The sum.\nAnswer: 100")));
        Assert.That(output.Other!["finish"].GetString(), Is.EqualTo("stop"));
        Assert.That(output.LatencyMs, Is.Not.Null);
        Assert.That(report.SpentUsd, Is.EqualTo(54e-6).Within(1e-15));
        var request = server.Requests.Single();
        Assert.That(request.GetProperty("messages")[0].GetProperty("content").GetString(), Does.Contain("What is 0 + 100?"));
        Assert.That(request.GetProperty("max_completion_tokens").GetInt32(), Is.EqualTo(64));
    }

    [Test]
    public async Task Collect_CachedInput_CostsItsOwnPrice()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, _) =>
            LoopbackServer.AnswerAsync(context, "100", """{"prompt_tokens": 30, "completion_tokens": 12, "total_tokens": 42, "prompt_tokens_details": {"cached_tokens": 20}}"""));

        await CollectAsync(server, folder, endpoint: endpoint => endpoint with { Prices = new TokenPrices(1, 2, 0.5) });

        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs[0].CostUsd, Is.EqualTo((10 + 10 + 24) / 1e6).Within(1e-15));
    }

    [Test]
    public async Task Collect_Stream_IsPutTogetherWithItsUsage()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            await LoopbackServer.ChunkAsync(context, "Answer: ");
            await LoopbackServer.ChunkAsync(context, "100");
            await LoopbackServer.ChunkAsync(context, null, "stop");
            await LoopbackServer.EndAsync(context);
        });

        await CollectAsync(server, folder, options => options.UseStreaming = true);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs.Single();
        Assert.That((output.Response, output.InputTokens, output.OutputTokens, output.Correct), Is.EqualTo(("Answer: 100", (int?)30, (int?)12, 1.0)));
        Assert.That(output.Other, Does.Not.ContainKey("tokens_counted"));
        Assert.That(server.Requests.Single().GetProperty("stream").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Collect_StreamWithoutUsage_CountsTheTokens()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync(async (context, _) =>
        {
            await LoopbackServer.ChunkAsync(context, "Answer: 100");
            await LoopbackServer.ChunkAsync(context, null, "stop");
            await LoopbackServer.EndAsync(context, withUsage: false);
        });

        await CollectAsync(server, folder, options => options.UseStreaming = true);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs.Single();
        Assert.That((output.OutputTokens, output.Other!["tokens_counted"].GetBoolean()), Is.EqualTo(((int?)2, true)));
    }

    [TestCase("3", 3)]
    [TestCase("Thu, 01 Jan 2026 00:00:20 GMT", 20)]
    public async Task Collect_TooManyRequests_WaitsAsLongAsAsked(string retryAfter, double seconds)
    {
        using var folder = new TemporaryFolder();
        var times = new List<DateTimeOffset>();
        await using var server = await LoopbackServer.StartAsync((context, number) =>
        {
            times.Add(_time.GetUtcNow());
            return number == 1 ? LoopbackServer.FailAsync(context, 429, retryAfter) : LoopbackServer.AnswerAsync(context, "Answer: 100");
        });

        var report = await CollectAsync(server, folder);

        Assert.That(report.IsComplete, Is.True);
        var until = retryAfter.Contains("GMT", StringComparison.Ordinal) ? new DateTimeOffset(2026, 1, 1, 0, 0, 20, TimeSpan.Zero) - times[1] : TimeSpan.FromSeconds(seconds) - (times[1] - times[0]);
        Assert.That(until, Is.LessThanOrEqualTo(TimeSpan.Zero));
        Assert.That(report.SpentUsd, Is.EqualTo(54e-6).Within(1e-15), "a refused request costs nothing");
    }

    [Test]
    public async Task Collect_RetryAfterOfHours_GivesTheEndpointUp()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, _) => LoopbackServer.FailAsync(context, 429, "7200"));

        var report = await CollectAsync(server, folder);

        Assert.That(report.GivenUp["e"], Does.Contain("02:00:00").And.Contain("429"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(408)]
    public async Task Collect_ServerError_IsTriedAgain(int status)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, number) => number < 3 ? LoopbackServer.FailAsync(context, status) : LoopbackServer.AnswerAsync(context, "Answer: 100"));

        var report = await CollectAsync(server, folder);

        Assert.That((report.IsComplete, server.Requests.Count), Is.EqualTo((true, 3)));
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    public async Task Collect_NoAccess_GivesTheEndpointUpAtOnce(int status)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, _) => LoopbackServer.FailAsync(context, status));

        var report = await CollectAsync(server, folder, items: 5);

        Assert.That((report.Answered, server.Requests.Count), Is.EqualTo((0, 1)));
        Assert.That(report.GivenUp["e"], Does.Contain($"HTTP {status}"));
    }

    [TestCase(400)]
    [TestCase(422)]
    public async Task Collect_BadRequest_SkipsThatItemAlone(int status)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, number) => number == 2 ? LoopbackServer.FailAsync(context, status) : LoopbackServer.AnswerAsync(context, "Answer: 100"));

        var report = await CollectAsync(server, folder, items: 3);

        Assert.That((report.Answered, server.Requests.Count), Is.EqualTo((2, 3)));
        Assert.That(report.Failures.Single().Item, Is.EqualTo("sum-1"));
    }

    [Test]
    public async Task Collect_ConnectionCut_IsTriedAgain([Values] bool isStream, [Values] bool withinTheAnswer)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            if (number > 1)
            {
                await AnswerAsync(context, isStream);
                return;
            }

            if (withinTheAnswer && isStream)
                await LoopbackServer.ChunkAsync(context, "Ans");
            else if (withinTheAnswer)
                await Half(context);
            context.Abort();
        });

        var report = await CollectAsync(server, folder, options => options.UseStreaming = isStream);

        Assert.That((report.IsComplete, server.Requests.Count), Is.EqualTo((true, 2)));
        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs[0].Response, Is.EqualTo("Answer: 100"));

        static async Task Half(HttpContext context)
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"id\": \"c1\", \"choices\": [");
            await context.Response.Body.FlushAsync();
        }
    }

    [Test]
    public async Task Collect_ServerThatIsGone_CostsNothing()
    {
        using var folder = new TemporaryFolder();
        var server = await LoopbackServer.StartAsync((context, _) => LoopbackServer.AnswerAsync(context, "Answer: 100"));
        using var client = server.Client();
        await server.DisposeAsync();

        var report = await new QAServeCollector([Collecting.Endpoint("e", client)], new() { MaxAttempts = 1 }, timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        Assert.That((report.SpentUsd, report.Failures.Count), Is.EqualTo((0.0, 1)));
    }

    [Test]
    public async Task Collect_StreamThatEndsTooEarly_IsTriedAgain([Values] bool withDone)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            if (number > 1)
            {
                await AnswerAsync(context, isStream: true);
                return;
            }

            await LoopbackServer.ChunkAsync(context, "Answer: 9");
            if (withDone)
                await LoopbackServer.EndAsync(context, withUsage: false);
        });

        var report = await CollectAsync(server, folder, options => options.UseStreaming = true);

        Assert.That((report.IsComplete, server.Requests.Count), Is.EqualTo((true, 2)));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{}")]
    [TestCase("<html>gateway</html>")]
    [TestCase("{\"choices\": []}")]
    [TestCase("{\"id\": \"c1\", \"object\": \"chat.completion\", \"created\": 1700000000, \"model\": \"m\", \"choices\": []}")]
    [TestCase("[1, 2]")]
    [TestCase("null")]
    public async Task Collect_BodyThatIsNoAnswer_IsTriedAgain(string body)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, number) => number == 1 ? LoopbackServer.JsonAsync(context, body) : LoopbackServer.AnswerAsync(context, "Answer: 100"));

        var report = await CollectAsync(server, folder);

        Assert.That((report.IsComplete, server.Requests.Count), Is.EqualTo((true, 2)));
    }

    [TestCase("stop")]
    [TestCase("length")]
    [TestCase("content_filter")]
    public async Task Collect_EmptyText_IsAnAnswerThatIsWrong(string finish)
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync((context, _) => LoopbackServer.AnswerAsync(context, "", finish: finish));

        var report = await CollectAsync(server, folder);

        var output = (await Collecting.ReadAsync(folder["r.jsonl"])).Single().Outputs.Single();
        Assert.That((report.IsComplete, output.Response, output.Correct, output.Other!["finish"].GetString()), Is.EqualTo((true, "", 0.0, finish)));
    }

    [Test]
    public async Task Collect_StallOf30Seconds_IsBrokenOffAndTriedAgain([Values] bool isStream)
    {
        using var folder = new TemporaryFolder();
        var stalled = new TaskCompletionSource();
        var times = new List<DateTimeOffset>();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            times.Add(_time.GetUtcNow());
            if (number > 1)
            {
                await AnswerAsync(context, isStream);
                return;
            }

            if (isStream)
                await LoopbackServer.ChunkAsync(context, "Ans");
            using var gone = context.RequestAborted.Register(stalled.SetResult);
            await stalled.Task;
        });

        var report = await CollectAsync(server, folder, options =>
        {
            options.UseStreaming = isStream;
            options.StallTimeout = TimeSpan.FromSeconds(30);
            options.RequestTimeout = isStream ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(30);
        });

        Assert.That((report.IsComplete, server.Requests.Count), Is.EqualTo((true, 2)));
        Assert.That(times[1] - times[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Collect_ManyFaultsInTurn_AnswersEverythingOnce()
    {
        using var folder = new TemporaryFolder();
        await using var server = await LoopbackServer.StartAsync(async (context, number) =>
        {
            switch (number % 7)
            {
                case 1:
                    await LoopbackServer.FailAsync(context, 429, "1");
                    break;
                case 2:
                    await LoopbackServer.FailAsync(context, 500);
                    break;
                case 3:
                    context.Abort();
                    break;
                case 4:
                    await LoopbackServer.JsonAsync(context, "{\"choices\"");
                    break;
                default:
                    await LoopbackServer.AnswerAsync(context, "Answer: 100");
                    break;
            }
        });

        var report = await CollectAsync(server, folder, options => (options.MaxAttempts, options.CeilingUsd) = (20, 1), items: 20, endpoint: endpoint => endpoint with { ConcurrencyLimit = 4 });

        Assert.That((report.IsComplete, report.AnsweredNow), Is.EqualTo((true, 20)));
        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Select(record => record.Id), Is.EqualTo(Collecting.Sums(20).Select(item => item.Id)));
    }

    private static async Task AnswerAsync(HttpContext context, bool isStream)
    {
        if (!isStream)
        {
            await LoopbackServer.AnswerAsync(context, "Answer: 100");
            return;
        }

        await LoopbackServer.ChunkAsync(context, "Answer: 100");
        await LoopbackServer.ChunkAsync(context, null, "stop");
        await LoopbackServer.EndAsync(context);
    }

    private async Task<CollectReport> CollectAsync(
        LoopbackServer server,
        TemporaryFolder folder,
        Action<QAServeCollectorOptions>? configure = null,
        int items = 1,
        Func<Endpoint, Endpoint>? endpoint = null)
    {
        var options = new QAServeCollectorOptions { MaxOutputTokens = 64 };
        configure?.Invoke(options);
        using var client = server.Client();
        var collector = new QAServeCollector([Collecting.Endpoint("e", client, endpoint)], options, new WordCounter(), timeProvider: _time);
        return await _time.PassAsync(collector.CollectAsync(Collecting.Sums(items), folder["r.jsonl"]));
    }
}
