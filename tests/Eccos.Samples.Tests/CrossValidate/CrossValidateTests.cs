using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class CrossValidateTests
{
    [Test]
    public async Task CrossValidate_TwoFolds_PredictsEveryRecordAndScoresItAgainstTheMeansOfTheOtherFold()
    {
        using var run = await PredictScenario.CreateAsync();

        var result = await Workspace.RunAsync(["cross-validate", "--records", run.TrainPath, "--predictor", "knn", "--folds", "3", "--out", run.Files.Path("out"), "--json"]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var report = JsonElement.Parse(result.Output);
        var lines = run.Predictions("out");
        Assert.That(lines.Select(line => line.GetProperty("query_id").GetString()).Distinct(), Is.EquivalentTo(run.Train.Select(record => record.Id)));
        double[] losses = [.. lines.Select(line =>
        {
            var output = run.Train.Single(record => record.Id == line.GetProperty("query_id").GetString()).Outputs.Single(output => output.Endpoint == line.GetProperty("model").GetString());
            var p = line.GetProperty("success").GetDouble();
            return -Math.Log(output.Correct == 1 ? p : 1 - p);
        })];
        Assert.That(losses, Has.Length.EqualTo(450));
        Assert.That(Number(report.GetProperty("success"), "log_loss"), Is.EqualTo(losses.Average()).Within(1e-9));
        Assert.That(Number(report, "log_loss_difference"), Is.EqualTo(losses.Average() - Number(report.GetProperty("endpoint_mean"), "log_loss")).Within(1e-9));
        Assert.That(Number(report, "log_loss_difference"), Is.LessThan(-3 * Number(report, "log_loss_difference_se")), "the topic tells much");
    }

    /// <summary>Three texts in three parts: which records each was predicted from is known.</summary>
    [Test]
    public async Task CrossValidate_EveryPart_IsPredictedAsPredictDoes()
    {
        using var run = await PredictScenario.CreateAsync(train: 300, test: 1, change: record => record with { Query = record.Source! });
        var result = await Workspace.RunAsync(["cross-validate", "--records", run.TrainPath, "--predictor", "knn", "--folds", "3", "--out", run.Files.Path("out")]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);

        foreach (var held in run.Train.GroupBy(record => record.Query))
        {
            await run.Files.WriteAsync("made.test.jsonl.gz", held);
            var rest = await run.Files.WriteAsync("rest.jsonl.gz", run.Train.Except(held));
            await run.PredictAsync("apart", "--train", rest, "--predictor", "knn");

            Assert.That(Lines("out").Where(line => held.Any(record => line.Contains($"\"{record.Id}\"", StringComparison.Ordinal))), Is.EquivalentTo(Lines("apart")), held.Key);
        }

        string[] Lines(string folder) => File.ReadAllLines(run.Files.Path($"{folder}/predictions.jsonl"));
    }

    /// <summary>Labels that have nothing to do with the queries cannot be predicted by anyone who has not seen them.</summary>
    [Test]
    public async Task CrossValidate_ShuffledLabels_IsNoBetterThanTheEndpointMeans()
    {
        using var files = new Workspace();
        var records = RecordGenerator.WithShuffledLabels(RecordGenerator.Create(150, seed: 4, "q"), seed: 5);
        var path = await files.WriteAsync("made.jsonl.gz", records);

        var result = await Workspace.RunAsync(["cross-validate", "--records", path, "--predictor", "knn", "--folds", "3", "--out", files.Path("out"), "--json"]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var report = JsonElement.Parse(result.Output);
        Assert.That(Number(report, "log_loss_difference"), Is.GreaterThan(-2 * Number(report, "log_loss_difference_se")));
    }

    [TestCase("--folds is '1'; it is a whole number, 2 or more.", "1", 2)]
    [TestCase("--folds is 400; ", "400", 1)]
    public async Task CrossValidate_FoldsThatCannotBe_EndsWithOneLine(string expected, string folds, int exitCode)
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 1);

        var result = await Workspace.RunAsync(["cross-validate", "--records", run.TrainPath, "--predictor", "knn", "--folds", folds, "--out", run.Files.Path("out")]);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        Assert.That(result.Error, Does.Contain(expected));
        Assert.That(Directory.Exists(run.Files.Path("out")), Is.False);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
