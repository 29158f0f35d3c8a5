using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class RouteFloorTests
{
    [Test]
    public async Task Route_SeveralOrders_TellHowTheFloorHeldInAllOfThem()
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteAsync("--floor", "0.7", "--floor-scope", "batch", "--batch", "20", "--orders", "3", "--compare", "10,20");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var report = run.Files.Json("out/report.json");
        var rows = report.GetProperty("floors").EnumerateArray().ToList();
        Assert.That(rows.Select(row => (row.GetProperty("scope").GetString(), row.GetProperty("batch").GetInt32())), Is.EqualTo(new[] { ("batch", 20), ("batch", 10), ("running", 10), ("running", 20) }));
        Assert.That(rows.Select(row => row.GetProperty("orders").GetInt32()), Is.All.EqualTo(3));
        Assert.That(rows.Select(row => row.GetProperty("batches").GetInt32()), Is.EqualTo(new[] { 9, 18, 18, 9 }));

        // The floor is held by predicted success in every batch; a running floor may owe two correct answers at most, of 60 in an order.
        Assert.That(rows[0].GetProperty("predicted_success").GetDouble(), Is.GreaterThanOrEqualTo(0.7 - 1e-9));
        Assert.That(rows[2].GetProperty("predicted_success").GetDouble(), Is.GreaterThanOrEqualTo(0.7 - (2.0 / 60) - 1e-9));
        foreach (var row in rows)
            Assert.That(row.GetProperty("share_below").GetDouble(), Is.EqualTo((double)row.GetProperty("batches_below").GetInt32() / row.GetProperty("batches").GetInt32()));
        Assert.That(result.Output, Does.Contain("running average").And.Contain("every batch"));
    }

    [Test]
    public async Task Route_EndpointsThatAreFree_HasNoCostAgainstTheBest()
    {
        using var run = await RouteScenario.CreateAsync(change: record => record with { Outputs = [.. record.Outputs.Select(output => output with { CostUsd = 0 })] });

        var result = await run.RouteAsync("--batch", "20", "--orders", "2");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(run.Files.Json("out/report.json").GetProperty("floors")[0].GetProperty("cost_against_best").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(result.Output, Does.Not.Contain("NaN"));
    }

    [Test]
    public async Task Route_OneByOneOverAnOptimumThatIsFree_HasNoPartByWhichItExceedsIt()
    {
        using var run = await RouteScenario.CreateAsync();
        var free = string.Join(',', RecordGenerator.Endpoints.Select(name => $$"""{"model": "{{name}}", "input_usd_per_mtok": 0, "output_usd_per_mtok": 0}"""));

        var result = await run.RouteAsync("--setting", "streaming", "--orders", "1", "--models", run.Files.Write("models.json", $"[{free}]"));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(run.Files.Json("out/streaming.json").GetProperty("orders")[0].GetProperty("over_optimum").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Route_OrdersThatEndWithSmallerBatches_TellOfThemApart()
    {
        using var run = await RouteScenario.CreateAsync();

        Assert.That((await run.RouteAsync("--floor", "0.7", "--floor-scope", "batch", "--batch", "25", "--orders", "2")).ExitCode, Is.Zero);

        var rows = run.Files.Json("out/report.json").GetProperty("floors").EnumerateArray().ToList();
        Assert.That(
            rows.Select(row => (row.GetProperty("batch").GetInt32(), row.GetProperty("last").GetBoolean(), row.GetProperty("batches").GetInt32())),
            Is.EqualTo(new[] { (25, false, 4), (10, true, 2) }));
    }

    [Test]
    public async Task Route_SeveralOrders_BeginWithThatOfTheDecisions()
    {
        using var run = await RouteScenario.CreateAsync();

        Assert.That((await run.RouteAsync("--floor-scope", "batch", "--batch", "all", "--orders", "2")).ExitCode, Is.Zero);

        var report = run.Files.Json("out/report.json");
        var row = report.GetProperty("floors").EnumerateArray().Single();
        Assert.That(row.GetProperty("predicted_success").GetDouble(), Is.EqualTo(report.GetProperty("predicted_success").GetDouble()).Within(1e-3), "the same queries all at once, in two orders");
    }

    [Test]
    public async Task Route_Confidence_AsksForMoreThanTheFloor()
    {
        using var run = await RouteScenario.CreateAsync();

        Assert.That((await run.RouteAsync("--floor", "0.6", "--floor-scope", "batch", "--confidence", "0.95")).ExitCode, Is.Zero);

        // 60 queries: 1.645 standard errors of at least sqrt(0.05 / 60).
        Assert.That(run.Files.Json("out/report.json").GetProperty("predicted_success").GetDouble(), Is.GreaterThan(0.6 + 0.045));
    }

    [Test]
    public async Task Route_FloorBelowTheBest_FollowsFromTheTrainingRecords()
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteWithoutAsync("--floor", "--floor-below-best", "0.05");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var best = Enumerable.Range(0, 3).Max(j => run.Train.Average(record => record.Outputs[j].Correct));
        Assert.That(run.Files.Json("out/report.json").GetProperty("floor").GetDouble(), Is.EqualTo(best - 0.05).Within(1e-12));
    }

    [TestCase("--floor-below-best", "0.1", "both name the floor")]
    [TestCase("--confidence", "1", "--confidence is '1'; it is a number, 0.5 or more and less than 1.")]
    [TestCase("--compare", "64,few", "--compare is '64,few'; it is sizes joined by commas")]
    [TestCase("--orders", "0", "'--orders' is '0'; of batches it is a whole number, 1 or more.")]
    [TestCase("--floor-scope", "sometimes", "--floor-scope is 'sometimes'; it is one of running, batch.")]
    public async Task Route_WrongFloorOption_SaysWhatIsAllowed(string option, string value, string message)
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteAsync(option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain(message));
    }
}
