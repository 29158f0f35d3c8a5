using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eccos.Samples.Tests.Replay;

public sealed class ReplayTests
{
    private PredictScenario _files = null!;

    [OneTimeSetUp]
    public async Task OpenAsync() => _files = await PredictScenario.CreateAsync();

    [OneTimeTearDown]
    public void Close() => _files.Dispose();

    [Test]
    public async Task Replay_Twice_PrintsTheSameButForTheTimeItTook()
    {
        var (first, second) = (await ReplayAsync("--json"), await ReplayAsync("--json"));

        Assert.That(WithoutTimes(first.Output).ToJsonString(), Is.EqualTo(WithoutTimes(second.Output).ToJsonString()));
        var figures = JsonElement.Parse(first.Output).GetProperty("figures");
        Assert.Multiple(() =>
        {
            Assert.That(figures.GetProperty("queries").GetInt32(), Is.EqualTo(60));
            Assert.That(figures.GetProperty("waits").GetProperty("p99").GetDouble(), Is.GreaterThan(0), "two slots are too few to wait for nothing");
            Assert.That(figures.GetProperty("waits").GetProperty("longest").GetDouble(), Is.LessThanOrEqualTo(30));
            Assert.That(figures.GetProperty("endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("most_in_service").GetInt32()), Is.All.LessThanOrEqualTo(2));
            Assert.That(figures.GetProperty("scheduling_share").GetDouble(), Is.GreaterThan(0));
            Assert.That(JsonElement.Parse(first.Output).GetProperty("assumed_speeds").GetProperty("large").GetProperty("output_tokens_per_second").GetDouble(), Is.EqualTo(100));
        });
    }

    [Test]
    public async Task Replay_Success_IsTheMeanLabelOfWhatTheRecordsSayWasChosen()
    {
        var decisions = _files.Files.Path("success.jsonl");

        var run = await ReplayAsync("--json", "--decisions", decisions);

        var records = await DecisionFile.ReadAsync(decisions).ToListAsync();
        var outputs = records.Where(record => record.Endpoint is not null)
            .Select(record => _files.Test.Single(test => test.Id == record.QueryId).Outputs.Single(output => output.Endpoint == record.Endpoint)).ToArray();
        var figures = JsonElement.Parse(run.Output).GetProperty("figures");
        Assert.That(figures.GetProperty("success").GetDouble(), Is.EqualTo(outputs.Average(output => output.Correct)).Within(1e-12));
        Assert.That(figures.GetProperty("cost_usd").GetDouble(), Is.EqualTo(outputs.Sum(output => output.CostUsd!.Value)).Within(1e-12));
    }

    [Test]
    public async Task Replay_OtherLabels_DecidesTheSame()
    {
        var other = await _files.Files.WriteAsync("other.test.jsonl.gz", RecordGenerator.WithFlippedLabels(_files.Test));

        await ReplayAsync("--decisions", _files.Files.Path("own.jsonl"));
        await ReplayAsync("--decisions", _files.Files.Path("other.jsonl"), "--test", other);

        Assert.That(await ChosenAsync("other.jsonl"), Is.EqualTo(await ChosenAsync("own.jsonl")));
    }

    [TestCase("--when-full", "relax")]
    [TestCase("--micro-batch-window", "2000")]
    public async Task Verify_WhatReplayWrote_ComesOutTheSame(string option, string value)
    {
        var decisions = _files.Files.Path("verify.jsonl");
        await ReplayAsync("--decisions", decisions, option, value);

        var verified = await Workspace.RunAsync(["verify", "--decisions", decisions]);
        var lines = await File.ReadAllLinesAsync(decisions);
        var at = Array.FindIndex(lines, line => line.Contains("\"endpoint\":\"small\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"endpoint\":\"small\"", "\"endpoint\":\"large\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(decisions, lines);
        var changed = await Workspace.RunAsync(["verify", "--decisions", decisions, "--json"]);

        Assert.Multiple(() =>
        {
            Assert.That((verified.ExitCode, verified.Output.Trim()), Is.EqualTo((0, "60 decisions: 60 came out the same, 0 otherwise, 0 cannot be made again.")));
            Assert.That(changed.ExitCode, Is.EqualTo(1));
            Assert.That(changed.Error, Does.Contain($"Record {at + 1}, ").And.Contain("went to 'large' and now goes to 'small'"));
            Assert.That(JsonElement.Parse(changed.Output).GetProperty("different").GetInt32(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Replay_Trace_ArrivesAsTheFileSays()
    {
        var trace = _files.Files.Write("trace.txt", "0\n0.5\n\n7.25\n");
        var speeds = _files.Files.Write("speeds.json", """[{"name": "small", "seconds_to_first_token": 2}, {"name": "middle", "seconds_to_first_token": 2}, {"name": "large", "seconds_to_first_token": 2}]""");

        var run = await ReplayAsync("--json", "--arrivals", "trace", "--trace", trace, "--speeds", speeds);

        var figures = JsonElement.Parse(run.Output).GetProperty("figures");
        Assert.That(figures.GetProperty("queries").GetInt32(), Is.EqualTo(3));
        Assert.That(figures.GetProperty("seconds").GetDouble(), Is.InRange(9.25, 10.25));
        Assert.That(figures.GetProperty("responses").GetProperty("p50").GetDouble(), Is.InRange(2.2, 3));
    }

    [Test]
    public async Task Replay_Tables_NameEveryEndpointAndTheAssumption()
    {
        var run = await ReplayAsync();

        Assert.That(run.Output, Does.Contain("small").And.Contain("middle").And.Contain("large").And.Contain("assumed").And.Contain("p95"));
    }

    [TestCase("--arrivals", "trace", "'--trace' is required")]
    [TestCase("--rate", "0", "--rate is '0'; it is a number, 0.000001 or more")]
    [TestCase("--capacity", "0", "--capacity is '0'; it is none, or a whole number, 1 or more")]
    [TestCase("--longest-wait", "0", "--longest-wait is '0'")]
    public async Task Replay_WrongArguments_AreNamed(string option, string value, string problem)
    {
        var run = await RunAsync([option, value]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(problem));
    }

    [Test]
    public async Task Replay_SpeedAtWhichNoAnswerEnds_NamesQueryAndEndpoint()
    {
        var run = await RunAsync(["--speed", "1e-300"]);

        Assert.That((run.ExitCode, run.ErrorLines.Length), Is.EqualTo((1, 1)), run.Error);
        Assert.That(run.Error, Does.Match("Query 'test-\\d+' is served for .* by '(small|middle|large)'; a service takes from 0 to 366 days."));
    }

    [TestCase("1\n0.5\n", "line 2: '0.5' is no time")]
    [TestCase("soon\n", "line 1: 'soon' is no time")]
    public async Task Replay_BrokenTrace_NamesTheLine(string content, string problem)
    {
        var run = await RunAsync(["--arrivals", "trace", "--trace", _files.Files.Write("broken.txt", content)]);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain(problem));
    }

    private async Task<List<(string, string?)>> ChosenAsync(string name) =>
        await DecisionFile.ReadAsync(_files.Files.Path(name)).Select(record => (record.QueryId, record.Endpoint)).ToListAsync();

    private static JsonNode WithoutTimes(string output)
    {
        var report = JsonNode.Parse(output)!;
        report["figures"]!.AsObject().Remove("scheduling_seconds");
        report["figures"]!.AsObject().Remove("scheduling_share");
        return report;
    }

    private async Task<RunResult> ReplayAsync(params string[] options)
    {
        var run = await RunAsync(options);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }

    // An option that is given takes the place of the usual one.
    private Task<RunResult> RunAsync(string[] options)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--train"] = _files.TrainPath,
            ["--test"] = _files.TestPath,
            ["--predictor"] = "knn",
            ["--floor"] = "0.7",
            ["--capacity"] = "2",
            ["--rate"] = "6",
        };
        string[] json = options.Contains("--json") ? ["--json"] : [];
        foreach (var option in options.Except(json).Chunk(2))
            arguments[option[0]] = option[1];
        return Workspace.RunAsync(["replay", .. arguments.SelectMany(argument => new[] { argument.Key, argument.Value }), .. json]);
    }
}
