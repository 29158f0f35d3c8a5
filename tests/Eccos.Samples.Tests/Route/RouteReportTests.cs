using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Samples.Tests;

public sealed class RouteReportTests
{
    private const double Tolerance = 1e-12;
    private RouteScenario _run = null!;
    private RunResult _result = null!;

    [OneTimeSetUp]
    public async Task RouteAsync()
    {
        _run = await RouteScenario.CreateAsync();
        _result = await _run.RouteAsync("--batch", "16", "--capacity", "balanced:2", "--seed", "5", "--floor-scope", "batch");
        Assert.That(_result.ExitCode, Is.Zero, _result.Error);
    }

    [OneTimeTearDown]
    public void RemoveFiles() => _run.Dispose();

    [Test]
    public void Route_Report_AgreesWithTheDecisionsAndTheRecords()
    {
        var report = _run.Files.Json("out/report.json");
        var outcomes = _run.Files.Lines("out/decisions.jsonl").Select(line => (Batch: line.GetProperty("batch").GetInt32(), Output: Output(_run.Test, line))).ToList();
        Assert.That(Number(report, "realised_success"), Is.EqualTo(outcomes.Average(outcome => outcome.Output.Correct)).Within(Tolerance));
        Assert.That(Number(report, "realised_cost_usd"), Is.EqualTo(outcomes.Average(outcome => outcome.Output.CostUsd)!.Value).Within(Tolerance));
        Assert.That(Number(report, "floor"), Is.EqualTo(0.7));
        foreach (var batch in report.GetProperty("batches").EnumerateArray())
        {
            var own = outcomes.Where(outcome => outcome.Batch == batch.GetProperty("batch").GetInt32()).ToList();
            Assert.That(batch.GetProperty("status").GetString(), Is.EqualTo("optimal"));
            Assert.That(Number(batch, "gap"), Is.LessThanOrEqualTo(1e-8), "a proven bound lies 1e-9 below the optimum, for rounding");
            Assert.That(Number(batch, "predicted_success"), Is.GreaterThanOrEqualTo(0.7 - 1e-9));
            Assert.That(Number(batch, "realised_success"), Is.EqualTo(own.Average(outcome => outcome.Output.Correct)).Within(Tolerance));
        }

        Assert.That(Number(report, "batches_below_floor"), Is.EqualTo(outcomes.GroupBy(outcome => outcome.Batch).Count(batch => batch.Average(outcome => outcome.Output.Correct) < 0.7)));
    }

    [Test]
    public async Task Route_ScoresOfTheVeryFloor_AreNotBelowItByRounding()
    {
        // In floating point (0.7 + 0.7 + 0.7) / 3 is less than 0.7.
        using var run = await RouteScenario.CreateAsync(change: record => record with { Outputs = [.. record.Outputs.Select(output => output with { Correct = 0.7 })] });

        Assert.That((await run.RouteAsync("--floor", "0.7", "--batch", "3")).ExitCode, Is.Zero);

        var report = run.Files.Json("out/report.json");
        Assert.That((Number(report, "batches_below_floor"), Number(report, "mean_shortfall")), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Route_Report_ScoresThePredictorAndTheTrainingMeansByTheTextbookFormulas()
    {
        var report = _run.Files.Json("out/report.json");
        var means = RecordGenerator.Endpoints.ToDictionary(
            endpoint => endpoint,
            endpoint => _run.Train.Average(record => record.Outputs.Single(output => output.Endpoint == endpoint).Correct));
        var pairs = _run.Files.Lines("out/predictions.jsonl").Select(line => (Line: line, Label: Output(_run.Test, line).Correct)).ToList();
        Check(report, [.. pairs.Select(pair => (Number(pair.Line, "success"), pair.Label))]);
        Check(report.GetProperty("endpoint_mean"), [.. pairs.Select(pair => (means[pair.Line.GetProperty("model").GetString()!], pair.Label))]);
    }

    [Test]
    public void Route_Report_ComparesWithBaselinesChosenByTheTrainingRecords()
    {
        var baselines = _run.Files.Json("out/report.json").GetProperty("baselines").EnumerateArray().ToDictionary(baseline => baseline.GetProperty("name").GetString()!);
        Assert.That(Number(baselines["best single endpoint"], "realised_success"), Is.EqualTo(_run.Test.Average(record => record.Outputs[2].Correct)).Within(Tolerance));
        Assert.That(Number(baselines["cheapest endpoint"], "realised_cost_usd"), Is.EqualTo(_run.Test.Average(record => record.Outputs[0].CostUsd)!.Value).Within(Tolerance));
        Assert.That(Number(baselines["round robin"], "realised_success"), Is.EqualTo(_run.Test.Index().Average(entry => entry.Item.Outputs[entry.Index % 3].Correct)).Within(Tolerance));
        Assert.That(_result.Output, Does.Contain("best single endpoint (large)").And.Contain("cheapest endpoint (small)").And.Contain("round robin"));
    }

    [Test]
    public void Route_Report_NamesEveryOption()
    {
        var report = _run.Files.Json("out/report.json");
        var options = report.GetProperty("options");
        Assert.That(options.EnumerateObject().Select(option => option.Name), Is.EqualTo(new[]
        {
            "train", "test", "models", "predictor", "model", "new_endpoint", "probes", "probe_choice", "optimizer", "objective", "floor", "floor_below_best", "floor_scope", "confidence", "compare", "budget", "capacity", "batch", "order", "when_infeasible", "gap", "time_limit", "setting", "orders", "seed", "out",
        }));
        Assert.That(options.GetProperty("capacity").GetString(), Is.EqualTo("balanced:2"));
        Assert.That(options.GetProperty("batch").GetString(), Is.EqualTo("16"));
        Assert.That(options.GetProperty("when_infeasible").GetString(), Is.EqualTo("relax-floor"));
        Assert.That(options.GetProperty("seed").GetInt32(), Is.EqualTo(5));
        Assert.That(report.GetProperty("version").GetString(), Does.StartWith(typeof(EccosScheduler).Assembly.GetName().Version!.ToString(3)));
    }

    [Test]
    public async Task Route_ChosenEndpointsWithoutARecord_AreCountedAndWarnedOf()
    {
        using var run = await RouteScenario.CreateAsync(change: record => record with { Outputs = [record.Outputs[1]] });

        var result = await run.RouteAsync();

        var chosen = run.Files.Lines("out/decisions.jsonl").Count(line => line.GetProperty("model").GetString() != "middle");
        Assert.That(chosen, Is.Positive, "the scenario sends some queries elsewhere");
        Assert.That(run.Files.Json("out/report.json").GetProperty("unknown_outcomes").GetInt32(), Is.EqualTo(chosen));
        Assert.That(result.ErrorLines, Has.Some.StartsWith($"warning: {chosen} decided queries have no record of the chosen endpoint"));
    }

    [Test]
    public async Task Route_FloorOutOfReach_StillDecidesEveryQueryAndSaysSo()
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteAsync("--floor", "1");

        var batch = run.Files.Json("out/report.json").GetProperty("batches")[0];
        Assert.That(run.Files.Lines("out/decisions.jsonl"), Has.Length.EqualTo(run.Test.Count));
        Assert.That(batch.GetProperty("relaxed").GetBoolean(), Is.True);
        Assert.That(batch.GetProperty("reason").GetString(), Is.Not.Empty);
        Assert.That(result.ErrorLines, Has.Some.Contains("--when-infeasible relax-floor"));
    }

    [Test]
    public async Task Route_FloorOutOfReachAndReportOnly_LeavesTheQueriesUndecidedAndCountsThem()
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteAsync("--floor", "1", "--when-infeasible", "report");

        var report = run.Files.Json("out/report.json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(run.Files.Lines("out/decisions.jsonl"), Is.Empty);
        Assert.That(report.GetProperty("undecided").GetInt32(), Is.EqualTo(run.Test.Count));
        Assert.That(report.GetProperty("realised_success").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(report.GetProperty("batches")[0].GetProperty("status").GetString(), Is.EqualTo("infeasible"));
    }

    private static void Check(JsonElement score, (double Q, double Y)[] pairs)
    {
        Assert.That(Number(score, "pairs"), Is.EqualTo(pairs.Length));
        Assert.That(Number(score, "log_loss"), Is.EqualTo(-pairs.Average(pair => Math.Log(Math.Clamp(pair.Y == 1 ? pair.Q : 1 - pair.Q, 1e-6, 1 - 1e-6)))).Within(Tolerance));
        Assert.That(Number(score, "brier"), Is.EqualTo(pairs.Average(pair => Math.Pow(pair.Q - pair.Y, 2))).Within(1e-6));
        var bins = pairs.GroupBy(pair => Math.Min((int)(pair.Q * 15), 14));
        Assert.That(Number(score, "ece"), Is.EqualTo(bins.Sum(bin => (double)bin.Count() / pairs.Length * Math.Abs(bin.Average(pair => pair.Q) - bin.Average(pair => pair.Y)))).Within(1e-6));
    }

    private static QAServeOutput Output(List<QAServeRecord> records, JsonElement line) => records
        .Single(record => record.Id == line.GetProperty("query_id").GetString()).Outputs
        .Single(output => output.Endpoint == line.GetProperty("model").GetString());

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
