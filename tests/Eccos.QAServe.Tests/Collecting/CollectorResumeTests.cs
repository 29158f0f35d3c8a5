using System.Text;
using System.Text.Json;
using Eccos.Observations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

public sealed class CollectorResumeTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_JournalCutAtAnyByte_AsksNoRecordedAnswerAgainAndWritesTheSameFile()
    {
        using var folder = new TemporaryFolder();
        await CollectAsync(folder["r.jsonl"], _ => { });
        var whole = await File.ReadAllBytesAsync(folder["r.jsonl"]);
        var journal = await File.ReadAllBytesAsync(folder["r.jsonl.journal"]);

        for (var length = 0; length <= journal.Length; length++)
        {
            await File.WriteAllBytesAsync(folder["cut.jsonl.journal"], journal[..length]);
            var recorded = Recorded(journal[..length]);
            var asked = new List<string>();

            await CollectAsync(folder["cut.jsonl"], asked.Add);

            Assert.That(asked.Intersect(recorded), Is.Empty, $"cut at {length}");
            Assert.That(asked, Is.Unique.And.EquivalentTo(new[] { "a 0", "b 0" }.Except(recorded)), $"cut at {length}");
            Assert.That(await File.ReadAllBytesAsync(folder["cut.jsonl"]), Is.EqualTo(whole), $"cut at {length}");
            Assert.That(Recorded(await File.ReadAllBytesAsync(folder["cut.jsonl.journal"])), Has.Count.EqualTo(2), $"cut at {length}");
        }
    }

    [Test]
    public async Task Collect_LastLineOfZeros_IsCutOff([Values] bool hasEnd)
    {
        using var folder = new TemporaryFolder();
        await CollectAsync(folder["r.jsonl"], _ => { });
        var whole = await File.ReadAllBytesAsync(folder["r.jsonl"]);
        await File.AppendAllTextAsync(folder["r.jsonl.journal"], new string('\0', 100) + (hasEnd ? "\n" : ""));

        var asked = new List<string>();
        await CollectAsync(folder["r.jsonl"], asked.Add);

        Assert.That(asked, Is.Empty);
        Assert.That(await File.ReadAllBytesAsync(folder["r.jsonl"]), Is.EqualTo(whole));
    }

    [Test]
    public async Task Collect_AnyLineOfZeros_IsCutOffWithTheLastWriteAndAnErrorBeforeIt()
    {
        using var folder = new TemporaryFolder();
        var endpoint = Collecting.Endpoint("a", Collecting.Solver(), endpoint => endpoint with { ConcurrencyLimit = 8 });
        QAServeCollector Collector() => new([endpoint], timeProvider: _time);
        await Collector().CollectAsync(Collecting.Sums(16), folder["r.jsonl"]);
        var lines = await File.ReadAllLinesAsync(folder["r.jsonl.journal"]);
        var lastWrite = Array.FindLastIndex(lines, line => line.Contains("\"synced\":true", StringComparison.Ordinal));
        Assert.That(lastWrite, Is.Positive);

        for (var damaged = 1; damaged < lines.Length; damaged++)
        {
            await File.WriteAllLinesAsync(folder["r.jsonl.journal"], lines.Select((line, k) => k == damaged ? new string('\0', line.Length) : line));
            if (damaged < lastWrite)
                Assert.That(async () => await Collector().CollectAsync(Collecting.Sums(16), folder["r.jsonl"]), Throws.TypeOf<QAServeFormatException>().With.Message.Contains($"line {damaged + 1}:"));
            else
                Assert.That((await Collector().CollectAsync(Collecting.Sums(16), folder["r.jsonl"])).IsComplete, $"line {damaged + 1}");
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Collect_LineOfTheLastWriteOfZeros_CutsOffWhatFollowsIt(int damaged)
    {
        using var folder = new TemporaryFolder();
        string[] lines =
        [
            """{"synced":true,"kind":"start","version":1}""",
            """{"synced":true,"kind":"ask","request":1,"item":"sum-0","endpoint":"a","reserved_usd":1}""",
            """{"kind":"ask","request":2,"item":"sum-1","endpoint":"a","reserved_usd":1}""",
            """{"kind":"ask","request":3,"item":"sum-2","endpoint":"a","reserved_usd":1}""",
        ];
        lines[damaged] = new string('\0', lines[damaged].Length);
        await File.WriteAllLinesAsync(folder["r.jsonl.journal"], lines);

        var report = await new QAServeCollector([Collecting.Endpoint("a", Collecting.Solver())], timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        // What stands before the damage counts with its worst case.
        Assert.That(report.SpentUsd, Is.EqualTo(damaged - 1 + 34e-6).Within(1e-12));
    }

    [Test]
    public async Task Collect_AnswerCutInACharacter_IsKeptAsItCame()
    {
        using var folder = new TemporaryFolder();
        const string Cut = "Answer: 100 \ud83d";
        var graders = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((_, response, _) => new(new Grade(1, response))));
        Task CollectAsync(IChatClient client) => new QAServeCollector([Collecting.Endpoint("a", client)], new() { Graders = graders }, timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        await CollectAsync(ScriptedClient.Of(_ => ScriptedClient.Reply(Cut)));
        var first = await File.ReadAllTextAsync(folder["r.jsonl"]);
        await CollectAsync(Collecting.Solver());

        var output = (await Collecting.ReadAsync(folder["r.jsonl"]))[0].Outputs[0];
        Assert.That((output.Response, output.Other!["extracted"].GetString()), Is.EqualTo((Cut, "Answer: 100 \ufffd")));
        Assert.That(await File.ReadAllTextAsync(folder["r.jsonl"]), Is.EqualTo(first));
    }

    [Test]
    public async Task Collect_OtherInstructionsThanBefore_AreAnotherPrompt()
    {
        using var folder = new TemporaryFolder();
        Task<CollectReport> CollectAsync(string? instructions) =>
            new QAServeCollector([Collecting.Endpoint("a", Collecting.Solver()) with { Options = new ChatOptions { Instructions = instructions } }], timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        await CollectAsync("Be brief.");

        Assert.That((await CollectAsync("Be brief.")).AnsweredNow, Is.Zero);
        Assert.That(async () => await CollectAsync("Be thorough."), Throws.TypeOf<EccosException>().With.Message.Contains("another prompt of item 'sum-0'"));
    }

    [Test]
    public async Task Collect_JournalFromBeforeInstructionsCounted_GoesOnWhereThereAreNone()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["r.jsonl.journal"], """
            {"kind":"start","version":1}
            {"kind":"ask","request":1,"item":"sum-0","endpoint":"a","reserved_usd":0}
            {"kind":"answer","request":1,"item":"sum-0","endpoint":"a","spent_usd":0,"prompt":"14f5a60460a42de3","response":"Answer: 100"}

            """);

        var client = Collecting.Solver();
        var report = await new QAServeCollector([Collecting.Endpoint("a", client) with { Options = new ChatOptions { Temperature = 0 } }], timeProvider: _time).CollectAsync(Collecting.Sums(1), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.IsComplete), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Collect_StoppedAtAnyQuestion_GoesOnWhereItWas([Range(1, 12)] int stopAt)
    {
        using var folder = new TemporaryFolder();
        var items = Collecting.Sums(6);
        using var stop = new CancellationTokenSource();
        var count = 0;
        ScriptedClient Client(bool stops) => new(async (prompt, _) =>
        {
            if (stops && Interlocked.Increment(ref count) == stopAt)
                await stop.CancelAsync();
            await Task.Yield();
            return ScriptedClient.Reply($"Answer: {Collecting.Number(prompt)}");
        });
        CollectorEndpoint[] Endpoints(bool stops) => [.. "ab".Select(name => Collecting.Endpoint($"{name}", Client(stops), endpoint => endpoint with { ConcurrencyLimit = 2 }))];

        await new QAServeCollector(Endpoints(false), timeProvider: _time).CollectAsync(items, folder["whole.jsonl"]);
        Assert.That(async () => await new QAServeCollector(Endpoints(true), timeProvider: _time).CollectAsync(items, folder["r.jsonl"], null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        var recorded = Recorded(await File.ReadAllBytesAsync(folder["r.jsonl.journal"])).Count;
        var second = Endpoints(false);
        await new QAServeCollector(second, timeProvider: _time).CollectAsync(items, folder["r.jsonl"]);

        Assert.That(second.Sum(endpoint => ((ScriptedClient)endpoint.Client).Asked.Count), Is.EqualTo(12 - recorded));
        Assert.That(await File.ReadAllBytesAsync(folder["r.jsonl"]), Is.EqualTo(await File.ReadAllBytesAsync(folder["whole.jsonl"])));
    }

    [TestCase("{\"kind\":\"start\",\"version\":1}\nnonsense\n{\"kind\":\"ask\",\"request\":1,\"item\":\"i\",\"endpoint\":\"e\",\"reserved_usd\":0}\n", "line 2: is not JSON")]
    [TestCase("{\"kind\":\"start\",\"version\":9}\n", "line 1: has version 9; this one reads 1")]
    [TestCase("{\"id\": \"q\", \"query\": \"a record file\", \"outputs\": []}\n", "line 1:")]
    [TestCase("{\"kind\":\"start\",\"version\":1}\n{\"kind\":\"answer\",\"request\":1,\"item\":\"i\",\"endpoint\":\"e\",\"spent_usd\":0,\"prompt\":\"x\",\"response\":\"\"}\n", "line 2: request 1 was not asked")]
    [TestCase("{\"kind\":\"start\",\"version\":1}\n{\"kind\":\"grade\",\"item\":\"i\",\"endpoint\":\"e\",\"score\":1}\n", "line 2: 'i' on 'e' is graded and was not answered")]
    public async Task Collect_DamagedJournal_NamesTheLineAndChangesNothing(string text, string message)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["r.jsonl.journal"], text);

        Assert.That(async () => await CollectAsync(folder["r.jsonl"], _ => { }), Throws.TypeOf<QAServeFormatException>().With.Message.Contains(message));
        Assert.That(await File.ReadAllTextAsync(folder["r.jsonl.journal"]), Is.EqualTo(text));
    }

    private Task<CollectReport> CollectAsync(string path, Action<string> asked)
    {
        CollectorEndpoint Endpoint(string name) => Collecting.Endpoint(name, ScriptedClient.Of(prompt =>
        {
            lock (asked)
                asked($"{name} {Collecting.Number(prompt)}");
            return ScriptedClient.Reply($"Answer: {Collecting.Number(prompt) + 100} \"zwölf\"\n\u4e00");
        }));
        return new QAServeCollector([Endpoint("a"), Endpoint("b")], timeProvider: _time).CollectAsync(Collecting.Sums(1), path);
    }

    // What a reader who knows nothing of the collector finds answered in whole lines.
    private static List<string> Recorded(byte[] journal)
    {
        var text = Encoding.UTF8.GetString(journal.AsSpan(0, journal.AsSpan().LastIndexOf((byte)'\n') + 1));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .Where(line => line.GetProperty("kind").GetString() == "answer")
            .Select(line => $"{line.GetProperty("endpoint").GetString()} {line.GetProperty("item").GetString()![4..]}")];
    }
}
