using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class LeaveOutTests
{
    [Test]
    public async Task LeaveOut_TwoEndpoints_ScoresEachNumberOfProbesAndTheirMean()
    {
        using var run = await PredictScenario.CreateAsync();

        var report = await RunAsync(run, "--endpoint", "middle", "--endpoint", "large", "--probes", "0,30", "--draws", "2");

        var rows = report.GetProperty("endpoints").EnumerateArray().ToList();
        Assert.That(rows.Select(row => (row.GetProperty("model").GetString(), row.GetProperty("probes").GetInt32())), Is.EqualTo(new[] { ("middle", 0), ("middle", 30), ("large", 0), ("large", 30) }));
        Assert.That(Number(rows[0], "random"), Is.EqualTo(Number(rows[0], "chosen")).Within(1e-12), "no probes are no choice");
        Assert.That(Number(rows[0], "probe_mean"), Is.EqualTo(Math.Log(2)).Within(1e-12), "without an outcome one half is all there is to say");
        foreach (var mean in report.GetProperty("mean").EnumerateArray())
        {
            var own = rows.Where(row => row.GetProperty("probes").GetInt32() == mean.GetProperty("probes").GetInt32());
            Assert.That(Number(mean, "chosen"), Is.EqualTo(own.Average(row => Number(row, "chosen"))).Within(1e-12));
            Assert.That(Number(mean, "random"), Is.EqualTo(own.Average(row => Number(row, "random"))).Within(1e-12));
        }
    }

    [Test]
    public async Task LeaveOut_OneDraw_AgreesWithPredict()
    {
        using var run = await PredictScenario.CreateAsync();

        var report = await RunAsync(run, "--endpoint", "middle", "--probes", "12", "--draws", "1");
        var chosen = await run.FitAndPredictAsync("chosen", "knn", "--new-endpoint", "middle", "--probes", "12");
        var random = await run.FitAndPredictAsync("random", "knn", "--new-endpoint", "middle", "--probes", "12", "--probe-choice", "random");

        var row = report.GetProperty("endpoints")[0];
        Assert.That(Number(row, "chosen"), Is.EqualTo(Number(chosen.GetProperty("new_endpoint").GetProperty("success"), "log_loss")).Within(1e-12));
        Assert.That(Number(row, "random"), Is.EqualTo(Number(random.GetProperty("new_endpoint").GetProperty("success"), "log_loss")).Within(1e-12));
    }

    [Test]
    public async Task LeaveOut_FitOnce_ScoresAboutAsAFitWithoutEachEndpoint()
    {
        using var run = await PredictScenario.CreateAsync();

        var once = await RunAsync(run, "--probes", "0,12", "--draws", "1", "--fit-once");
        var each = await RunAsync(run, "--probes", "0,12", "--draws", "1");

        Assert.That((once.GetProperty("fit_once").GetBoolean(), each.GetProperty("fit_once").GetBoolean()), Is.EqualTo((true, false)));
        foreach (var (one, other) in once.GetProperty("mean").EnumerateArray().Zip(each.GetProperty("mean").EnumerateArray()))
            Assert.That(Number(one, "random"), Is.EqualTo(Number(other, "random")).Within(0.02));
    }

    [TestCase("--fit-once goes with --predictor knn alone", "--fit-once", "--predictor", "hybrid")]
    [TestCase("--probes is '1;2'; it is whole numbers", "--probes", "1;2")]
    [TestCase("--draws is '0'; it is a whole number, 1 or more.", "--draws", "0")]
    public async Task LeaveOut_WrongArgument_EndsWithOneLine(string expected, params string[] options)
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);

        var result = await Workspace.RunAsync(["leave-out", "--train", run.TrainPath, "--test", run.TestPath, .. options.Contains("--predictor") ? options : ["--predictor", "knn", .. options]]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain(expected));
    }

    [Test]
    public async Task LeaveOut_EndpointThatIsNotThere_NamesTheOptionAndThoseThatAre()
    {
        using var run = await PredictScenario.CreateAsync(train: 5, test: 5);

        var result = await Workspace.RunAsync(["leave-out", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--endpoint", "huge"]);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain("--endpoint is 'huge'; it is one of small, middle, large."));
    }

    private static async Task<JsonElement> RunAsync(PredictScenario run, params string[] options)
    {
        var result = await Workspace.RunAsync(["leave-out", "--train", run.TrainPath, "--test", run.TestPath, "--predictor", "knn", "--json", .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonElement.Parse(result.Output);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();
}
