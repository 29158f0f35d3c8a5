using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class PredictTests
{
    [TestCase("knn")]
    [TestCase("mlp")]
    [TestCase("hybrid")]
    public async Task Predict_EachPredictor_WritesEveryQueryAndEndpointAndBeatsTheMeans(string predictor)
    {
        using var run = await PredictScenario.CreateAsync();

        var scores = await run.FitAndPredictAsync("out", predictor);

        var lines = run.Predictions("out");
        Assert.That(lines.Select(line => string.Join(' ', line.EnumerateObject().Select(field => field.Name))), Is.All.EqualTo("query_id model success stderr cost_usd output_tokens"));
        Assert.That(
            lines.Select(line => (line.GetProperty("query_id").GetString(), line.GetProperty("model").GetString())),
            Is.EqualTo(run.Test.SelectMany(record => RecordGenerator.Endpoints.Select(endpoint => (record.Id, endpoint)))));
        Assert.That(lines.Select(line => line.GetProperty("output_tokens").GetDouble()), Is.All.GreaterThan(0));
        Assert.That(lines.Select(line => line.GetProperty("cost_usd").GetDouble()), Is.All.GreaterThan(0));
        Assert.That(Number(scores, "success", "log_loss"), Is.LessThan(Number(scores, "endpoint_mean", "log_loss")));
        Assert.That(Directory.GetFiles(run.Files.Path("out")), Has.Length.EqualTo(1), "predictions.jsonl alone");
    }

    [Test]
    public async Task Predict_TheYardstick_SaysWhichPartOfSixteenNeighboursWasRight()
    {
        using var run = await PredictScenario.CreateAsync();

        await run.FitAndPredictAsync("out", "knn16");

        double[] sixteenths = [.. run.Predictions("out").Select(line => 16 * line.GetProperty("success").GetDouble())];
        Assert.That(sixteenths.Select(count => Math.Abs(count - Math.Round(count))), Is.All.LessThan(0.02));
        Assert.That(sixteenths.Select(count => Math.Round(count)).Distinct().Count(), Is.GreaterThan(5));
    }

    [Test]
    public async Task Predict_SamePredictorAsRoute_WritesTheSameBytes()
    {
        using var run = await PredictScenario.CreateAsync();
        await run.FitAndPredictAsync("predicted", "knn");

        var routed = await Workspace.RunAsync(
            ["route", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--floor", "0.7", "--order", "file", "--out", run.Files.Path("routed")]);

        Assert.That(routed.ExitCode, Is.Zero, routed.Error);
        Assert.That(run.Files.Bytes("predicted/predictions.jsonl"), Is.EqualTo(run.Files.Bytes("routed/predictions.jsonl")));
    }

    [Test]
    public async Task Predict_OtherTestLabels_WritesTheSameBytesAndOtherScores()
    {
        using var run = await PredictScenario.CreateAsync();
        var scores = await run.FitAndPredictAsync("out", "knn");
        await run.Files.WriteAsync("made.test.jsonl.gz", RecordGenerator.WithShuffledLabels(run.Test, seed: 9));

        var other = await run.FitAndPredictAsync("other", "knn");

        Assert.That(run.Files.Bytes("other/predictions.jsonl"), Is.EqualTo(run.Files.Bytes("out/predictions.jsonl")));
        Assert.That(Number(other, "success", "log_loss"), Is.Not.EqualTo(Number(scores, "success", "log_loss")));
    }

    [TestCase("knn")]
    [TestCase("mlp")]
    [TestCase("hybrid")]
    public async Task Predict_RecordsWithoutCostsAndTokens_WritesNullForThem(string predictor)
    {
        using var run = await PredictScenario.CreateAsync(train: 60, test: 20, change: record => record with
        {
            Outputs = [.. record.Outputs.Select(output => output with { CostUsd = null, OutputTokens = null, InputTokens = null })],
        });

        var scores = await run.FitAndPredictAsync("out", predictor);

        Assert.That(run.Predictions("out").Select(line => line.GetProperty("cost_usd").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
        Assert.That(run.Predictions("out").Select(line => line.GetProperty("output_tokens").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
        Assert.That(scores.GetProperty("log_tokens").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Predict_OneEndpointWithoutCosts_WritesNullForItAlone()
    {
        using var run = await PredictScenario.CreateAsync(change: record => record with
        {
            Outputs = [.. record.Outputs.Select(output => output.Endpoint == "middle" ? output with { CostUsd = null } : output)],
        });

        await run.FitAndPredictAsync("out", "knn");

        foreach (var line in run.Predictions("out"))
            Assert.That(line.GetProperty("cost_usd").ValueKind == JsonValueKind.Null, Is.EqualTo(line.GetProperty("model").GetString() == "middle"));
    }

    [Test]
    public async Task Predict_Scores_FollowTheTextbookFormulas()
    {
        using var run = await PredictScenario.CreateAsync();

        var scores = await run.FitAndPredictAsync("out", "knn");

        var pairs = run.Predictions("out").Select(line => (Line: line, Outcome: run.Outcome(line))).ToList();
        Assert.That(
            Number(scores, "success", "auc_within_endpoint"),
            Is.EqualTo(pairs.GroupBy(pair => pair.Outcome.Endpoint).Average(group => WonComparisons([.. group.Select(pair => (pair.Line.GetProperty("success").GetDouble(), pair.Outcome.Correct))]))).Within(1e-12));
        Assert.That(
            Number(scores, "success", "log_loss"),
            Is.EqualTo(-pairs.Average(pair => Math.Log(pair.Outcome.Correct == 1 ? pair.Line.GetProperty("success").GetDouble() : 1 - pair.Line.GetProperty("success").GetDouble()))).Within(1e-12));

        var logs = pairs.Select(pair => (pair.Outcome.Endpoint, Z: Math.Log(pair.Line.GetProperty("output_tokens").GetDouble()), Y: Math.Log(pair.Outcome.OutputTokens!.Value))).ToList();
        var residual = logs.Sum(pair => Math.Pow(pair.Z - pair.Y, 2));
        Assert.That(Number(scores, "log_tokens", "mean_absolute_error"), Is.EqualTo(logs.Average(pair => Math.Abs(pair.Z - pair.Y))).Within(1e-12));
        Assert.That(Number(scores, "log_tokens", "r2"), Is.EqualTo(1 - (residual / logs.Sum(pair => Math.Pow(pair.Y - logs.Average(other => other.Y), 2)))).Within(1e-12));
        Assert.That(
            Number(scores, "log_tokens", "r2_within_endpoint"),
            Is.EqualTo(1 - (residual / logs.GroupBy(pair => pair.Endpoint).Sum(group => group.Sum(pair => Math.Pow(pair.Y - group.Average(other => other.Y), 2))))).Within(1e-12));
    }

    [Test]
    public async Task Predict_WithoutJson_PrintsTheScoresAndNamesTheFile()
    {
        using var run = await PredictScenario.CreateAsync();

        var result = await Workspace.RunAsync(["predict", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--out", run.Files.Path("out")]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("log-loss").And.Contain("mean of each endpoint in training").And.Contain(run.Files.Path("out/predictions.jsonl")));
    }

    [Test]
    public async Task Predict_TestRecordsOfTraining_WarnsOfThem()
    {
        using var run = await PredictScenario.CreateAsync();
        await run.Files.WriteAsync("made.test.jsonl.gz", run.Test.Append(run.Train[0]));

        var result = await Workspace.RunAsync(["predict", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--out", run.Files.Path("out")]);

        Assert.That(result.ErrorLines, Is.EqualTo(new[] { "warning: 1 of 61 test queries stand in the training records too; the figures flatter." }));
    }

    private static double WonComparisons((double Q, double Y)[] pairs) =>
        (from success in pairs.Where(pair => pair.Y == 1) from failure in pairs.Where(pair => pair.Y == 0) select (Math.Sign(success.Q - failure.Q) + 1) / 2.0).Average();

    private static double Number(JsonElement scores, string part, string name) => scores.GetProperty(part).GetProperty(name).GetDouble();
}
