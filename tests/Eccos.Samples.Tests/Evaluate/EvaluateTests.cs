using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eccos.Samples.Tests;

public sealed class EvaluateTests
{
    private static readonly List<Observations.QAServeRecord> _test = RecordGenerator.Create(72, seed: 2, "test");

    private EvaluateScenario _run = null!;
    private JsonElement _right;

    [OneTimeSetUp]
    public async Task EvaluateAsync()
    {
        _run = await EvaluateScenario.CreateAsync();
        _right = await _run.EvaluateAsync("right", _test);
    }

    [OneTimeTearDown]
    public void Dispose() => _run.Dispose();

    [Test]
    public async Task Evaluate_ShuffledTestLabels_DecidesTheSameToTheByte()
    {
        var wrong = await _run.EvaluateAsync("wrong", [.. RecordGenerator.WithShuffledLabels(_test, seed: 3)]);

        Assert.That(_run.Files.Bytes("wrong/decisions.jsonl"), Is.EqualTo(_run.Files.Bytes("right/decisions.jsonl")));
        Assert.That(wrong.GetProperty("success").GetProperty("log_loss").GetDouble(), Is.GreaterThan(_right.GetProperty("success").GetProperty("log_loss").GetDouble()));
    }

    [Test]
    public async Task Evaluate_SameSeed_GivesTheSameFiguresApartFromTimes()
    {
        await _run.EvaluateAsync("again", _test);
        Assert.That(_run.Files.Text("again/decisions.jsonl"), Is.EqualTo(_run.Files.Text("right/decisions.jsonl")));
        Assert.That(Figures("again"), Is.EqualTo(Figures("right")));

        string Figures(string folder)
        {
            var report = JsonNode.Parse(_run.Files.Text($"{folder}/evaluation.json"))!.AsObject();
            report.Remove("overhead");
            report["options"]!.AsObject().Remove("test");
            return report.ToJsonString();
        }
    }

    [Test]
    public void Evaluate_Decisions_AreOfTheTestQueriesAndGiveTheFigures()
    {
        var lines = _run.Files.Lines("right/decisions.jsonl");

        Assert.That(
            lines.Select(line => line.GetProperty("role").GetString()).Distinct(),
            Is.EquivalentTo(new[] { "baseline", "claim", "matched-spend", "budget-sweep", "floor-sweep" }),
            "the oracle knows labels and is decided after");
        foreach (var setting in _right.GetProperty("settings").EnumerateArray())
        {
            foreach (var policy in setting.GetProperty("policies").EnumerateArray().Where(policy => !policy.GetProperty("knows_labels").GetBoolean()))
            {
                var decided = lines.Single(line => line.GetProperty("role").GetString() == "baseline"
                    && line.GetProperty("setting").GetString() == setting.GetProperty("setting").GetString()
                    && line.GetProperty("policy").GetString() == policy.GetProperty("policy").GetString());
                Assert.That(policy.GetProperty("success").GetDouble(), Is.EqualTo(Realised(decided, output => output.Correct)).Within(1e-12));
                Assert.That(policy.GetProperty("cost_usd").GetDouble(), Is.EqualTo(Realised(decided, output => output.CostUsd!.Value)).Within(1e-12));
                Assert.That(policy.GetProperty("over_limit").GetInt32(), Is.Zero);
            }
        }

        static double Realised(JsonElement line, Func<Observations.QAServeOutput, double> value) => line.GetProperty("chosen").EnumerateArray()
            .Select((place, i) => value(_test[i].Outputs.Single(output => output.Endpoint == line.GetProperty("models")[place.GetInt32()].GetString()))).Average();
    }

    [Test]
    public void Evaluate_Oracle_IsAboveAllOthersInBatches()
    {
        var batch = _right.GetProperty("settings")[0];
        var oracle = batch.GetProperty("policies").EnumerateArray().Single(policy => policy.GetProperty("knows_labels").GetBoolean()).GetProperty("success").GetDouble();
        Assert.That(batch.GetProperty("policies").EnumerateArray().Max(policy => policy.GetProperty("success").GetDouble()), Is.EqualTo(oracle));
        Assert.That(batch.GetProperty("comparisons").EnumerateArray().Max(row => row.GetProperty("matched_spend").GetProperty("success").GetDouble()), Is.AtMost(oracle));
    }

    [Test]
    public async Task Evaluate_RecordsWithoutCost_SaysWhatIsMissing()
    {
        using var files = new Workspace();
        var train = await files.WriteAsync("train.jsonl", RecordGenerator.Create(60, 1, "train").Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { CostUsd = null })] }));
        var test = await files.WriteAsync("test.jsonl", RecordGenerator.Create(10, 2, "test"));
        var result = await Workspace.RunAsync(["evaluate", "--train", train, "--test", test, "--predictor", "knn", "--out", files.Path("out")]);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("cost_usd"));
    }

    [Test]
    public async Task Report_OfAnEvaluation_IsAPageWithItsPlots()
    {
        var result = await Workspace.RunAsync(["report", "--evaluation", _run.Files.Path("right/evaluation.json"), "--out", _run.Files.Path("page")]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var page = _run.Files.Text("page/report.md");
        Assert.That(page, Does.Contain("## Batch setting").And.Contain("## Streaming setting").And.Contain("| perception-only |").And.Contain("oracle (labels)"));
        foreach (var plot in new[] { "policies-batch", "policies-streaming", "frontier", "reliability", "floors", "overhead" })
        {
            Assert.That(page, Does.Contain($"({plot}.png)"));
            Assert.That(_run.Files.Bytes($"page/{plot}.png").Take(4), Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G' }));
        }
    }

    [Test]
    public async Task Report_FileThatIsNoEvaluation_SaysSo()
    {
        using var files = new Workspace();
        var result = await Workspace.RunAsync(["report", "--evaluation", files.Write("evaluation.json", "{\"version\": 1}"), "--out", files.Path("page")]);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1).And.All.Contains("evaluation.json"));
    }
}
