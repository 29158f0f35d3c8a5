using Eccos.Observations;

namespace Eccos.Samples.Tests;

public sealed class PredictNewEndpointTests
{
    [Test]
    public async Task Predict_NewEndpointWithoutProbes_DoesNotDependOnItsOutcomes()
    {
        using var run = await PredictScenario.CreateAsync();
        using var inverted = await PredictScenario.CreateAsync(changeTrain: InvertMiddle);

        var scores = await run.FitAndPredictAsync("out", "knn", "--new-endpoint", "middle");
        await inverted.FitAndPredictAsync("out", "knn", "--new-endpoint", "middle");

        Assert.That(inverted.Files.Bytes("out/predictions.jsonl"), Is.EqualTo(run.Files.Bytes("out/predictions.jsonl")));
        Assert.That(run.Predictions("out").Select(line => line.GetProperty("model").GetString()).Distinct(), Is.EqualTo(RecordGenerator.Endpoints));
        Assert.That(scores.GetProperty("new_endpoint").GetProperty("model").GetString(), Is.EqualTo("middle"));
        Assert.That(scores.GetProperty("new_endpoint").GetProperty("success").GetProperty("pairs").GetInt32(), Is.EqualTo(run.Test.Count));
    }

    [TestCase("chosen")]
    [TestCase("random")]
    public async Task Predict_NewEndpointWithProbes_FollowsTheirOutcomesAndIsSurer(string choice)
    {
        using var run = await PredictScenario.CreateAsync();
        using var inverted = await PredictScenario.CreateAsync(changeTrain: InvertMiddle);
        string[] options = ["--new-endpoint", "middle", "--probes", "40", "--probe-choice", choice];

        await run.FitAndPredictAsync("none", "knn", "--new-endpoint", "middle");
        await run.FitAndPredictAsync("out", "knn", options);
        await inverted.FitAndPredictAsync("out", "knn", options);

        Assert.That(Mean(run, "out", "success"), Is.GreaterThan(Mean(inverted, "out", "success") + 0.1), "middle is right on most queries, and wrong on most when inverted");
        Assert.That(Mean(run, "out", "stderr"), Is.LessThan(Mean(run, "none", "stderr")));
    }

    [Test]
    public async Task Predict_RandomProbes_FollowTheSeed()
    {
        using var run = await PredictScenario.CreateAsync();
        string[] options = ["--new-endpoint", "middle", "--probes", "5", "--probe-choice", "random"];

        await run.FitAndPredictAsync("one", "knn", options);
        await run.FitAndPredictAsync("same", "knn", options);
        await run.FitAndPredictAsync("two", "knn", [.. options, "--seed", "2"]);

        Assert.That(run.Files.Bytes("same/predictions.jsonl"), Is.EqualTo(run.Files.Bytes("one/predictions.jsonl")));
        Assert.That(run.Files.Bytes("two/predictions.jsonl"), Is.Not.EqualTo(run.Files.Bytes("one/predictions.jsonl")));
    }

    [Test]
    public async Task Predict_ChosenProbes_PassOverQueriesTheEndpointWasNotAsked()
    {
        // Only every other training query has an outcome of the endpoint; exactly as many probes as there are must be found.
        using var run = await PredictScenario.CreateAsync(changeTrain: record =>
            record with { Outputs = [.. record.Outputs.Where(output => output.Endpoint != "middle" || record.Id[^1] % 2 == 0)] });
        var asked = run.Train.Count(record => record.Outputs.Count == 3);

        await run.FitAndPredictAsync("out", "knn", "--new-endpoint", "middle", "--probes", $"{asked}");
        var result = await Workspace.RunAsync(
            ["predict", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--out", run.Files.Path("more"), "--new-endpoint", "middle", "--probes", $"{asked + 1}"]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain($"--probes is {asked + 1}; the training records hold {asked} outcomes of 'middle'"));
    }

    [Test]
    public async Task Predict_UnknownNewEndpoint_EndsWithOneLineThatNamesTheOthers()
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);

        var result = await Workspace.RunAsync(
            ["predict", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--out", run.Files.Path("out"), "--new-endpoint", "huge"]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain("--new-endpoint is 'huge'; it is one of small, middle, large."));
    }

    private static QAServeRecord InvertMiddle(QAServeRecord record) => record with
    {
        Outputs = [.. record.Outputs.Select(output => output.Endpoint == "middle" ? output with { Correct = 1 - output.Correct, CostUsd = 1, OutputTokens = 9999 } : output)],
    };

    private static double Mean(PredictScenario run, string folder, string field) =>
        run.Predictions(folder).Where(line => line.GetProperty("model").GetString() == "middle").Average(line => line.GetProperty(field).GetDouble());
}
