namespace Eccos.Samples.Tests;

public sealed class FitTests
{
    [TestCase("knn")]
    [TestCase("mlp")]
    [TestCase("hybrid")]
    public async Task Fit_File_PredictsTheSameBytesAsAFreshFit(string predictor)
    {
        using var run = await PredictScenario.CreateAsync(train: 60, test: 20);
        var model = run.Files.Path("models/saved.model");

        var fitted = await Workspace.RunAsync(["fit", "--train", run.TrainPath, "--predictor", predictor, "--out", model]);
        await run.FitAndPredictAsync("fresh", predictor);
        var scores = await run.PredictAsync("loaded", "--model", model);

        Assert.That(fitted.ExitCode, Is.Zero, fitted.Error);
        Assert.That(fitted.Output, Does.StartWith($"{predictor} of 3 endpoints, fitted to 60 records in "));
        Assert.That(run.Files.Bytes("loaded/predictions.jsonl"), Is.EqualTo(run.Files.Bytes("fresh/predictions.jsonl")));
        Assert.That(scores.GetProperty("predictor").GetString(), Is.EqualTo("saved.model"));
        Assert.That(scores.GetProperty("endpoint_mean").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null), "there are no training records to take means of");
    }

    [Test]
    public async Task Fit_NewEndpoint_PredictsTheSameBytesAsAFreshFit()
    {
        using var run = await PredictScenario.CreateAsync(train: 60, test: 20);
        var model = run.Files.Path("saved.model");
        string[] estimated = ["--new-endpoint", "middle", "--probes", "8"];

        var fitted = await Workspace.RunAsync(["fit", "--train", run.TrainPath, "--predictor", "knn", "--out", model, .. estimated]);
        await run.PredictAsync("fresh", ["--train", run.TrainPath, "--predictor", "knn", .. estimated]);
        await run.PredictAsync("loaded", "--model", model);

        Assert.That(fitted.ExitCode, Is.Zero, fitted.Error);
        Assert.That(Sorted("loaded"), Is.EqualTo(Sorted("fresh")));

        // A loaded predictor tells its endpoints in its own order, the estimated one last.
        string[] Sorted(string folder) => [.. run.Files.Text($"{folder}/predictions.jsonl").Split('\n').Order(StringComparer.Ordinal)];
    }

    [Test]
    public async Task Fit_OutNamesTheRecords_IsAWrongArgument()
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);
        var before = run.Files.Bytes("made.train.jsonl.gz");

        var result = await Workspace.RunAsync(["fit", "--train", run.TrainPath, "--predictor", "knn", "--out", run.TrainPath]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain("--out names a file that is read"));
        Assert.That(run.Files.Bytes("made.train.jsonl.gz"), Is.EqualTo(before));
    }

    [Test]
    public async Task Fit_TheYardstick_IsAWrongArgument()
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);

        var result = await Workspace.RunAsync(["fit", "--train", run.TrainPath, "--predictor", "knn16", "--out", run.Files.Path("saved.model")]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain("--predictor knn16 is a yardstick, which is not saved."));
    }

    [TestCase("--train")]
    [TestCase("--predictor")]
    [TestCase("--out")]
    public async Task Fit_MissingOption_IsAWrongArgument(string missing)
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);
        string[][] options = [["--train", run.TrainPath], ["--predictor", "knn"], ["--out", run.Files.Path("saved.model")]];

        var result = await Workspace.RunAsync(["fit", .. options.Where(option => option[0] != missing).SelectMany(option => option)]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain($"Option '{missing}' is required"));
    }
}
