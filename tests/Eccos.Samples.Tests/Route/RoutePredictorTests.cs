using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class RoutePredictorTests
{
    [Test]
    public async Task Route_SavedPredictorWithoutTraining_DecidesTheSameAndLeavesOutWhatNeedsRecords()
    {
        using var run = await PredictScenario.CreateAsync();
        var model = run.Files.Path("saved.model");
        await Workspace.RunAsync(["fit", "--train", run.TrainPath, "--predictor", "knn", "--out", model]);

        var fresh = await RouteAsync(run, "fresh", "--train", run.TrainPath, "--predictor", "knn");
        var loaded = await RouteAsync(run, "loaded", "--model", model);
        var compared = await RouteAsync(run, "compared", "--model", model, "--train", run.TrainPath);

        Assert.That(run.Files.Bytes("loaded/decisions.jsonl"), Is.EqualTo(run.Files.Bytes("fresh/decisions.jsonl")));
        Assert.That(loaded.GetProperty("endpoint_mean").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(loaded.GetProperty("training_records").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Baselines(loaded), Is.EqualTo(new[] { "round robin" }));
        Assert.That(loaded.GetProperty("options").GetProperty("model").GetString(), Is.EqualTo(model));
        Assert.That(compared.GetProperty("endpoint_mean").GetRawText(), Is.EqualTo(fresh.GetProperty("endpoint_mean").GetRawText()));
        Assert.That(Baselines(compared), Is.EqualTo(Baselines(fresh)));
    }

    [Test]
    public async Task Route_NewEndpoint_IsMarkedAsEstimatedInReportAndTable()
    {
        using var run = await PredictScenario.CreateAsync();

        var report = await RouteAsync(run, "out", "--train", run.TrainPath, "--predictor", "knn", "--new-endpoint", "middle", "--probes", "16", "--probe-choice", "random");

        Assert.That(
            report.GetProperty("endpoints").EnumerateArray().Where(endpoint => endpoint.GetProperty("estimated").GetBoolean()).Select(endpoint => endpoint.GetProperty("model").GetString()),
            Is.EqualTo(new[] { "middle" }));
        Assert.That(report.GetProperty("options").GetProperty("new_endpoint").GetString(), Is.EqualTo("middle"));
        Assert.That(report.GetProperty("options").GetProperty("probes").GetInt32(), Is.EqualTo(16));
        Assert.That(report.GetProperty("options").GetProperty("probe_choice").GetString(), Is.EqualTo("random"));
        Assert.That(run.Predictions("out").Count(line => line.GetProperty("model").GetString() == "middle"), Is.EqualTo(run.Test.Count));
    }

    [TestCase("mlp")]
    public async Task Route_TrainedPredictor_DecidesEveryQuery(string predictor)
    {
        using var run = await PredictScenario.CreateAsync(train: 60, test: 20);

        var report = await RouteAsync(run, "out", "--train", run.TrainPath, "--predictor", predictor);

        Assert.That(report.GetProperty("options").GetProperty("predictor").GetString(), Is.EqualTo(predictor));
        Assert.That(run.Files.Lines("out/decisions.jsonl"), Has.Length.EqualTo(run.Test.Count));
    }

    private static async Task<JsonElement> RouteAsync(PredictScenario run, string folder, params string[] options)
    {
        var result = await Workspace.RunAsync(["route", "--test", run.TestPath, "--floor", "0.7", "--out", run.Files.Path(folder), .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        if (options.Contains("--new-endpoint"))
            Assert.That(result.Output, Does.Contain("middle (estimated)"));
        return run.Files.Json($"{folder}/report.json");
    }

    private static IEnumerable<string> Baselines(JsonElement report) => report.GetProperty("baselines").EnumerateArray().Select(baseline => baseline.GetProperty("name").GetString()!);
}
