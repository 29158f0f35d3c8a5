using System.Globalization;
using System.Text.Json;
using Eccos.Optimization;

namespace Eccos.Samples.Tests;

public sealed class SolveTests
{
    private const int Queries = 40;
    private static readonly string[] _models = ["small", "middle", "large"];

    [TestCase("mip")]
    [TestCase("exact")]
    [TestCase("dual")]
    public async Task Solve_FloorAndCapacity_IsTheOptimumOfTheExactProgram(string optimizer)
    {
        var (cost, success) = Draw(seed: 1);
        var report = await SolveAsync(cost, success, "--optimizer", optimizer, "--floor", "0.62", "--capacity", "balanced:1.5", "--gap", "0");

        var exact = new MipOptimizer().Solve(new AssignmentProblem(new(cost, 3), new(success, 3)) { QualityFloor = 0.62, WorkloadLimits = [20, 20, 20] });
        Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("optimal"));
        Assert.That(Number(report, "objective"), Is.EqualTo(exact.Objective).Within(1e-6).Percent);
        Assert.That(Number(report, "bound"), Is.LessThanOrEqualTo(exact.Objective * (1 + 1e-12)).And.GreaterThan(exact.Objective * 0.999));
        Assert.That(Number(report, "gap"), Is.LessThanOrEqualTo(1e-8));
        Assert.That(Number(report, "success"), Is.GreaterThanOrEqualTo(0.62 * (1 - 1e-9)));
        Assert.That(report.GetProperty("loads").EnumerateObject().Sum(load => load.Value.GetInt32()), Is.EqualTo(Queries));
        Assert.That(report.GetProperty("milliseconds").GetArrayLength(), Is.EqualTo(5));
    }

    [Test]
    public async Task Solve_Lagrangian_BoundsTheOptimumFromBelow()
    {
        var (cost, success) = Draw(seed: 2);
        var report = await SolveAsync(cost, success, "--optimizer", "lagrangian", "--floor", "0.62", "--repeats", "2");

        var exact = new MipOptimizer().Solve(new AssignmentProblem(new(cost, 3), new(success, 3)) { QualityFloor = 0.62 });
        Assert.That(Number(report, "bound"), Is.LessThanOrEqualTo(exact.Objective));
        Assert.That(report.GetProperty("milliseconds").GetArrayLength(), Is.EqualTo(2));
        Assert.That(report.GetProperty("shadow_prices")[0].GetProperty("unit").GetString(), Is.EqualTo("USD per 1 of average success"));
    }

    [Test]
    public async Task Solve_WeightedSum_IsTheBestSumOfEachQuery()
    {
        var (cost, success) = Draw(seed: 3);
        var report = await SolveAsync(cost, success, "--objective", "weighted-sum", "--quality-weight", "0.002", "--gap", "0");

        var expected = Enumerable.Range(0, Queries).Sum(i => Enumerable.Range(0, 3).Min(j => cost[(i * 3) + j] - (0.002 * success[(i * 3) + j])));
        Assert.That(Number(report, "objective"), Is.EqualTo(expected).Within(1e-9).Percent);
        Assert.That(report.GetProperty("warnings")[0].GetString(), Does.Contain("every query is decided for itself"));
    }

    [Test]
    public async Task Solve_FloorOutOfReach_NamesTheConflictAndWarns()
    {
        var (cost, success) = Draw(seed: 4);
        using var files = new Workspace();
        var result = await Workspace.RunAsync(["solve", "--predictions", files.Write("p.jsonl", Lines(cost, success)), "--floor", "0.99", "--json"]);

        var infeasible = JsonElement.Parse(result.Output).GetProperty("infeasible");
        var highest = Enumerable.Range(0, Queries).Average(i => success.Skip(i * 3).Take(3).Max());
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(infeasible.GetProperty("highest_success").GetDouble(), Is.EqualTo(highest).Within(1e-6));
        Assert.That(infeasible.GetProperty("conflict")[0].GetProperty("limit").GetString(), Is.EqualTo("quality-floor"));
        Assert.That(infeasible.GetProperty("conflict")[0].GetProperty("reachable").GetDouble(), Is.EqualTo(highest).Within(1e-6));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("warning: Not all limits can be kept (--when-infeasible report)"));
    }

    [Test]
    public async Task Solve_WithoutJson_PrintsTheSameFigures()
    {
        var (cost, success) = Draw(seed: 5);
        using var files = new Workspace();
        var result = await Workspace.RunAsync(["solve", "--predictions", files.Write("p.jsonl", Lines(cost, success)), "--floor", "0.6"]);

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("proven bound").And.Contain("What loosening a limit saves").And.Contain("milliseconds, median"));
    }

    [Test]
    public async Task Solve_FileOfPredict_IsRead()
    {
        using var files = new Workspace();
        var train = await files.WriteAsync("train.jsonl", RecordGenerator.Create(60, seed: 1, "train"));
        var test = await files.WriteAsync("test.jsonl", RecordGenerator.Create(20, seed: 2, "test"));
        var routed = await Workspace.RunAsync(["route", "--train", train, "--test", test, "--predictor", "knn", "--floor", "0.5", "--out", files.Path("out")]);
        var result = await Workspace.RunAsync(["solve", "--predictions", files.Path("out/predictions.jsonl"), "--floor", "0.5", "--json"]);

        Assert.That(routed.ExitCode, Is.Zero, routed.Error);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(JsonElement.Parse(result.Output).GetProperty("queries").GetInt32(), Is.EqualTo(20));
    }

    private static async Task<JsonElement> SolveAsync(double[] cost, double[] success, params string[] args)
    {
        using var files = new Workspace();
        var result = await Workspace.RunAsync(["solve", "--predictions", files.Write("p.jsonl", Lines(cost, success)), "--json", .. args]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonElement.Parse(result.Output);
    }

    private static double Number(JsonElement report, string name) => report.GetProperty(name).GetDouble();

    private static (double[] Cost, double[] Success) Draw(int seed)
    {
        var random = new Random(seed);
        var (cost, success) = (new double[Queries * 3], new double[Queries * 3]);
        for (var k = 0; k < cost.Length; k++)
            (cost[k], success[k]) = (1e-4 * Math.Pow(5, k % 3) * (0.5 + random.NextDouble()), Math.Min(1, (0.4 * random.NextDouble()) + 0.25 + (0.17 * (k % 3))));
        return (cost, success);
    }

    private static string Lines(double[] cost, double[] success) => string.Join('\n', cost.Select((c, k) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"query_id": "q{{k / 3}}", "model": "{{_models[k % 3]}}", "success": {{success[k]:R}}, "stderr": 0.1, "cost_usd": {{c:R}}, "output_tokens": null}""")));
}
