using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class CollectorCeilingTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lock _lock = new();

    [Test]
    public void Collect_AnyCosts_NeverSpendsMoreThanTheCeiling() => Gen.Select(Gen.Int[0, 400].Array[12], Gen.Double[0.0001, 0.02], Gen.Int[1, 5], Gen.Bool).Sample(
        (outputTokens, ceiling, concurrency, isFlaky) =>
        {
            using var folder = new TemporaryFolder();
            var billed = 0.0;
            var calls = 0;
            var endpoints = Enumerable.Range(0, 2).Select(j => Collecting.Endpoint(
                $"e{j}",
                new ScriptedClient(async (prompt, _) =>
                {
                    await Task.Yield();
                    var tokens = outputTokens[Collecting.Number(prompt)];
                    lock (_lock)
                        billed += (j + 1) * tokens / 1e6 * 20;

                    // A broken connection is billed all the same.
                    return isFlaky && Interlocked.Increment(ref calls) % 3 == 0 ? throw new IOException("cut") : ScriptedClient.Reply("Answer: 100", 0, tokens);
                }),
                endpoint => endpoint with { Prices = new TokenPrices(1, 20 * (j + 1)), ConcurrencyLimit = concurrency })).ToArray();
            var options = new QAServeCollectorOptions { CeilingUsd = ceiling, MaxOutputTokens = 400, PromptOverheadTokens = 0, FirstBackOff = TimeSpan.Zero };

            var report = new QAServeCollector(endpoints, options, timeProvider: _time).CollectAsync(Collecting.Sums(12), folder["r.jsonl"]).GetAwaiter().GetResult();

            Assert.That(billed, Is.LessThanOrEqualTo(ceiling));
            Assert.That(report.SpentUsd, Is.LessThanOrEqualTo(ceiling).And.GreaterThanOrEqualTo(billed - 1e-12));
            Assert.That(report.Answered + report.Failures.Count + report.BeyondCeiling + NotAsked(report), Is.EqualTo(24));
        },
        iter: 60,
        threads: 1);

    private static int NotAsked(CollectReport report) => report.GivenUp.Count == 0 ? 0 : 24 - report.Answered - report.Failures.Count - report.BeyondCeiling;

    [Test]
    public async Task Collect_CeilingReached_AsksTheRestInTheNextRunWithAHigherOne()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();

        // A question costs 34e-6 USD and at most some 600e-6.
        var first = await CollectAsync(client, folder, 0.0008);
        Assert.That((first.IsComplete, first.BeyondCeiling), Is.EqualTo((false, 40 - first.Answered)));
        Assert.That(first.SpentUsd, Is.InRange(34e-6, 0.0008));

        var second = await CollectAsync(client, folder, 0.01);
        Assert.That((second.IsComplete, client.Asked.Count), Is.EqualTo((true, 40)));
        Assert.That(second.SpentUsd, Is.EqualTo(40 * 34e-6).Within(1e-12));
    }

    [Test]
    public async Task Collect_KilledWithARequestUnderWay_CountsItsWorstCaseAsSpent()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var hanging = new ScriptedClient(async (_, token) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });
        Assert.That(async () => await new QAServeCollector([Collecting.Endpoint("a", hanging)], Options(0.01), timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"], null, stop.Token), Throws.InstanceOf<OperationCanceledException>());

        var report = await CollectAsync(Collecting.Solver(), folder, 0.01, items: 1);

        // 2 USD per million tokens for 100 tokens of output, 1 for each byte of the prompt and 16 for the message.
        var prompt = System.Text.Encoding.UTF8.GetByteCount(hanging.Asked.Single()) + 16;
        Assert.That(report.SpentUsd, Is.EqualTo((prompt + 200 + 34) / 1e6).Within(1e-12));
    }

    [Test]
    public async Task Collect_EndpointThatIgnoresItsOutputLimit_IsGivenUp()
    {
        using var folder = new TemporaryFolder();
        var client = ScriptedClient.Of(_ => ScriptedClient.Reply("Answer: 100", 20, 5000));

        var report = await CollectAsync(client, folder, 1);

        Assert.That((client.Asked.Count, report.Answered), Is.EqualTo((1, 1)));
        Assert.That(report.GivenUp["a"], Does.Contain("more than").And.Contain("worst case"));
    }

    [Test]
    public async Task Collect_CeilingReached_DoesNotWaitForTurnsThatAreNotTaken()
    {
        using var folder = new TemporaryFolder();
        var endpoint = Collecting.Endpoint("a", Collecting.Solver(), endpoint => endpoint with { RequestsPerMinute = 1 });

        // No virtual time passes: whoever waits for a turn waits for ever.
        var report = await new QAServeCollector([endpoint], Options(1e-9), timeProvider: _time).CollectAsync(Collecting.Sums(10), folder["r.jsonl"]).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(report.BeyondCeiling, Is.EqualTo(10));
    }

    [Test]
    public async Task Collect_RetryBeyondTheCeiling_IsReportedAsTheFailureItWas()
    {
        using var folder = new TemporaryFolder();
        var client = new ScriptedClient((_, _) => throw new IOException("cut"));
        var options = Options(0.0004);
        options.FirstBackOff = TimeSpan.Zero;

        var report = await new QAServeCollector([Collecting.Endpoint("a", client)], options, timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.BeyondCeiling, report.Failures.Single().Reason), Is.EqualTo((1, 0, "the connection broke: cut")));
    }

    [Test]
    public async Task Collect_UsageNotReported_CountsTheWorstCaseAsSpent()
    {
        using var folder = new TemporaryFolder();
        var client = ScriptedClient.Of(_ => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("long thoughts"), new TextContent("Answer: 1")])) { FinishReason = ChatFinishReason.Stop });

        var report = await new QAServeCollector([Collecting.Endpoint("a", client)], Options(0.001), new WordCounter(), timeProvider: _time).CollectAsync(Collecting.Sums(40), folder["r.jsonl"]);

        // Each answer may have been billed for 100 tokens at 2 USD per million, whatever its text shows.
        Assert.That(client.Asked.Count * 200 / 1e6, Is.InRange(200 / 1e6, 0.001));
        Assert.That(report.BeyondCeiling, Is.EqualTo(40 - client.Asked.Count));
    }

    [Test]
    public async Task Collect_InstructionsAndTools_AreSetAside([Values] bool isTool)
    {
        using var folder = new TemporaryFolder();
        var client = ScriptedClient.Of(_ => ScriptedClient.Reply("Answer: 1", 25_000, 5));
        var text = new string('x', 100_000);
        var options = isTool ? new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("search", text, default)] } : new ChatOptions { Instructions = text };

        var report = await new QAServeCollector([Collecting.Endpoint("a", client) with { Options = options }], Options(0.01), timeProvider: _time).CollectAsync(Collecting.Sums(3), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.BeyondCeiling), Is.EqualTo((0, 3)));
    }

    private Task<CollectReport> CollectAsync(ScriptedClient client, TemporaryFolder folder, double ceiling, int items = 40) =>
        new QAServeCollector([Collecting.Endpoint("a", client)], Options(ceiling), timeProvider: _time).CollectAsync(Collecting.Sums(items), folder["r.jsonl"]);

    private static QAServeCollectorOptions Options(double ceiling) => new() { CeilingUsd = ceiling, MaxOutputTokens = 100, PromptOverheadTokens = 0 };
}
