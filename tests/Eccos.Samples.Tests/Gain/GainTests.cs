using System.Globalization;
using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Samples.Tests;

public sealed class GainTests
{
    private const double Tolerance = 1e-9;

    [TestCase(1)]
    [TestCase(0.001)]
    [TestCase(0.0003)]
    [TestCase(0.00007)]
    public async Task Gain_PerfectPredictionsOfTwoQueries_IsTheClosedFormAndRounding(double c)
    {
        using var files = new Workspace();

        // One query both answer, one that only the dear endpoint answers: routing reaches (5.5 c, 1), the endpoints alone (c, 0.5) and (10 c, 1).
        QAServeRecord[] records = [Record("easy", ("cheap", 1, c), ("dear", 1, 10 * c)), Record("hard", ("cheap", 0, c), ("dear", 1, 10 * c))];

        var report = await GainAsync(files, records, Lines(records, output => (output.Correct, output.CostUsd!.Value)), "--boot", "0");

        var expected = 0.0;
        for (var k = 0; k <= 40; k++)
        {
            var mixed = (Math.Pow(10, k / 40.0) - 1) / 9;
            expected += 100 * 0.5 * Math.Min(mixed, 1 - mixed) / 41;
        }

        var rounding = Math.Exp(Math.Log(c)) < c ? 50.0 / 41 : 0;
        Assert.That(Number(report, "rounding_gain"), Is.EqualTo(rounding).Within(Tolerance));
        Assert.That(Number(report, "gain"), Is.EqualTo(expected + rounding).Within(Tolerance));
        Assert.That(report.GetProperty("best_single").EnumerateArray().Select(value => value.GetDouble()), Is.EqualTo(new[] { 10 * c, 1 }));
        Assert.That(Number(report, "cost_ratio_to_match_best"), Is.EqualTo(0.55).Within(Tolerance));
        Assert.That(Number(report, "cost_ratio_at_best_minus_1pt"), Is.EqualTo(0.55).Within(Tolerance));
        Assert.That(Number(report, "max_over_best"), Is.Zero.Within(Tolerance));
        Assert.That(report.GetProperty("gain_se").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Gain_FreeEndpoints_IsANumberAndTheRatioIsLeftOut()
    {
        using var files = new Workspace();
        QAServeRecord[] records = [Record("easy", ("small", 1, 0), ("large", 0, 0)), Record("hard", ("small", 0, 0), ("large", 1, 0))];

        var report = await GainAsync(files, records, Lines(records, output => (output.Correct, output.CostUsd!.Value)), "--boot", "2");

        Assert.That(Number(report, "gain"), Is.EqualTo(50).Within(Tolerance));
        Assert.That(report.GetProperty("cost_ratio_to_match_best").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Gain_RandomPredictions_AgreesWithARecomputation(int seed)
    {
        using var files = new Workspace();
        var records = WithUselessCheapest(RecordGenerator.Create(80, seed, "q"));
        var random = new Random(seed);
        var lines = Lines(records, output => ((output.Correct + random.NextDouble()) / 2, output.CostUsd!.Value * (0.5 + random.NextDouble())));

        var report = await GainAsync(files, records, lines, "--boot", "0");

        Assert.That(Number(report, "gain"), Is.EqualTo(Recompute(records, lines)).Within(Tolerance));
    }

    [Test]
    public async Task Gain_EndpointMeans_AreRoutingByTheTrainingMeansAtThePredictedCosts()
    {
        using var files = new Workspace();
        var (train, test) = (WithUselessCheapest(RecordGenerator.Create(100, seed: 1, "train")), WithUselessCheapest(RecordGenerator.Create(50, seed: 2, "test")));
        var trainPath = await files.WriteAsync("train.jsonl", train);
        var lines = Lines(test, output => (output.Correct, output.CostUsd!.Value));

        var report = await GainAsync(files, test, lines, "--boot", "0", "--train", trainPath);

        var means = train.SelectMany(record => record.Outputs).GroupBy(output => output.Endpoint).ToDictionary(group => group.Key, group => group.Average(output => output.Correct));
        var expected = Recompute(test, [.. lines.Select(line => line with { Success = means[line.Endpoint] })]);
        Assert.That(Number(report.GetProperty("endpoint_mean"), "gain"), Is.EqualTo(expected).Within(Tolerance));
        Assert.That(Number(report, "gain"), Is.GreaterThan(expected), "the labels themselves are better predictions");
        Assert.That(Number(report, "above_endpoint_mean"), Is.EqualTo(Number(report, "gain") - expected).Within(Tolerance));
        Assert.That(report.GetProperty("above_endpoint_mean_se").ValueKind, Is.EqualTo(JsonValueKind.Null), "no samples were asked for");
    }

    [Test]
    public async Task Gain_StandardError_FollowsTheSeedAndShrinksWithMoreQueries()
    {
        using var files = new Workspace();
        var few = RecordGenerator.Create(40, seed: 1, "q");
        var many = RecordGenerator.Create(640, seed: 1, "q");

        var small = await ErrorAsync(few);
        Assert.That(await ErrorAsync(few), Is.EqualTo(small));
        Assert.That(await ErrorAsync(few, "--seed", "2"), Is.Not.EqualTo(small));
        Assert.That(await ErrorAsync(many) / small, Is.InRange(0.1, 0.6), "sixteen times the queries make it about a quarter");

        async Task<double> ErrorAsync(List<QAServeRecord> records, params string[] options)
        {
            var random = new Random(5);
            return Number(await GainAsync(files, records, Lines(records, output => ((output.Correct + random.NextDouble()) / 2, output.CostUsd!.Value)), ["--boot", "60", .. options]), "gain_se");
        }
    }

    [Test]
    public async Task Gain_OfTheTrainingMeansThemselves_IsNothingAboveThemInAnySample()
    {
        using var files = new Workspace();
        var records = RecordGenerator.Create(40, seed: 1, "q");
        var means = records.SelectMany(record => record.Outputs).GroupBy(output => output.Endpoint).ToDictionary(group => group.Key, group => group.Average(output => output.Correct));
        var lines = Lines(records, output => (means[output.Endpoint], output.CostUsd!.Value));

        var result = await RunAsync(files, records, lines, "--boot", "10", "--train", await files.WriteAsync("train.jsonl", records));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("Reading the query is worth 0.00 points (standard error 0.00)."));
    }

    [Test]
    public async Task Gain_WithoutJson_PrintsATable()
    {
        using var files = new Workspace();
        var records = RecordGenerator.Create(20, seed: 1, "q");

        var result = await RunAsync(files, records, Lines(records, output => (output.Correct, output.CostUsd!.Value)), "--boot", "3");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("Routing gain on records.jsonl").And.Contain("Best single endpoint: success "));
    }

    private static async Task<JsonElement> GainAsync(Workspace files, IReadOnlyList<QAServeRecord> records, IEnumerable<Line> lines, params string[] options)
    {
        var result = await RunAsync(files, records, lines, ["--json", .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonElement.Parse(result.Output);
    }

    private static async Task<RunResult> RunAsync(Workspace files, IReadOnlyList<QAServeRecord> records, IEnumerable<Line> lines, params string[] options) => await Workspace.RunAsync(
    [
        "gain",
        "--records", await files.WriteAsync("records.jsonl", records),
        "--predictions", files.Write("predictions.jsonl", string.Join('\n', lines)),
        .. options,
    ]);

    private static QAServeRecord Record(string id, params (string Endpoint, double Correct, double Cost)[] outputs) => new()
    {
        Id = id,
        Query = id,
        Outputs = [.. outputs.Select(output => new QAServeOutput { Endpoint = output.Endpoint, Correct = output.Correct, CostUsd = output.Cost })],
    };

    // The least spend is that of the cheapest endpoint, up to rounding; one that is never right makes the rounding of no account.
    private static List<QAServeRecord> WithUselessCheapest(List<QAServeRecord> records) =>
        [.. records.Select(record => record with { Outputs = [record.Outputs[0] with { Correct = 0 }, .. record.Outputs.Skip(1)] })];

    private static Line[] Lines(IEnumerable<QAServeRecord> records, Func<QAServeOutput, (double Success, double Cost)> forecast) =>
        [.. records.SelectMany(record => record.Outputs.Select(output => new Line(record.Id, output.Endpoint, forecast(output).Success, forecast(output).Cost)))];

    /// <summary>The gain from its definition: what is best to mix is found by trying the pairs whose spends enclose a spend.</summary>
    private static double Recompute(IReadOnlyList<QAServeRecord> records, Line[] lines)
    {
        var outcomes = records.SelectMany(record => record.Outputs.Select(output => (Key: (record.Id, output.Endpoint), output.Correct, Cost: output.CostUsd!.Value))).ToDictionary(entry => entry.Key);
        var frontier = new List<(double X, double Y)>();
        for (var k = 0; k < 140; k++)
        {
            var t = Math.Exp(Math.Log(10) * (-6 + (7.0 * k / 139)));
            var chosen = lines.GroupBy(line => line.Query).Select(group => outcomes[(group.Key, group.OrderBy(line => line.Cost - (t * line.Success)).First().Endpoint)]).ToList();
            frontier.Add((chosen.Average(entry => entry.Cost), chosen.Average(entry => entry.Correct)));
        }

        frontier.Sort();
        var single = outcomes.Values.GroupBy(entry => entry.Key.Endpoint).Select(group => (X: group.Average(entry => entry.Cost), Y: group.Average(entry => entry.Correct))).ToList();
        var (low, best) = (single.Min(point => point.X), single.MaxBy(point => point.Y));
        return 100 * Enumerable.Range(0, 41).Select(k => low * Math.Pow(best.X / low, k / 40.0)).Average(x => Routed(x) - Mixed(x));

        double Mixed(double x) => single.Where(point => point.X <= x).Select(point => point.Y)
            .Concat(from a in single where a.X < x from b in single where b.X > x select Line(a, b, x))
            .Append(0).Max();

        double Routed(double x) => frontier.Exists(point => point.X <= x)
            ? frontier.Exists(point => point.X > x) ? Line(frontier.Last(point => point.X <= x), frontier.First(point => point.X > x), x) : frontier[^1].Y
            : frontier[0].X <= 1.05 * x ? frontier[0].Y : Mixed(x);

        static double Line((double X, double Y) a, (double X, double Y) b, double x) => (((b.X - x) * a.Y) + ((x - a.X) * b.Y)) / (b.X - a.X);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private sealed record Line(string Query, string Endpoint, double Success, double Cost)
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"query_id": "{{Query}}", "model": "{{Endpoint}}", "success": {{Success:R}}, "stderr": 0.1, "cost_usd": {{Cost:R}}, "output_tokens": null}""");
    }
}
