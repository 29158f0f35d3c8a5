using System.Text.Json;

namespace Eccos.Samples.Tests;

public sealed class RouteFilesTests
{
    private RouteScenario _run = null!;

    [OneTimeSetUp]
    public async Task RouteAsync()
    {
        _run = await RouteScenario.CreateAsync();
        var result = await _run.RouteAsync("--batch", "16", "--order", "file", "--capacity", "balanced:1.25");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    [OneTimeTearDown]
    public void RemoveFiles() => _run.Dispose();

    [Test]
    public void Route_Decisions_HoldEveryQueryOnceWithTheNamedFieldsAlone()
    {
        var lines = _run.Files.Lines("out/decisions.jsonl");
        Assert.That(lines.Select(Names), Is.All.EqualTo("query_id model success cost_usd batch"));
        Assert.That(lines.Select(line => line.GetProperty("query_id").GetString()), Is.EqualTo(_run.Test.Select(record => record.Id)));
        Assert.That(lines.Select(line => line.GetProperty("batch").GetInt32()), Is.EqualTo(Enumerable.Range(0, _run.Test.Count).Select(i => i / 16)));
    }

    [Test]
    public async Task Route_ShuffledOrder_MixesTheBatchesBySeed()
    {
        await _run.RouteAsync("--out", _run.Files.Path("one"));
        await _run.RouteAsync("--out", _run.Files.Path("same"));
        await _run.RouteAsync("--out", _run.Files.Path("two"), "--seed", "2");

        Assert.That(Ids("one"), Is.EquivalentTo(_run.Test.Select(record => record.Id)).And.Not.EqualTo(_run.Test.Select(record => record.Id)));
        Assert.That(Ids("same"), Is.EqualTo(Ids("one")));
        Assert.That(Ids("two"), Is.Not.EqualTo(Ids("one")));

        IEnumerable<string> Ids(string folder) => _run.Files.Lines($"{folder}/decisions.jsonl").Select(line => line.GetProperty("query_id").GetString()!);
    }

    [Test]
    public void Route_Predictions_HoldEveryQueryAndEndpointWithTheNamedFieldsAlone()
    {
        var lines = _run.Files.Lines("out/predictions.jsonl");
        Assert.That(lines.Select(Names), Is.All.EqualTo("query_id model success stderr cost_usd output_tokens"));
        Assert.That(
            lines.Select(line => (line.GetProperty("query_id").GetString(), line.GetProperty("model").GetString())),
            Is.EqualTo(_run.Test.SelectMany(record => RecordGenerator.Endpoints.Select(endpoint => (record.Id, endpoint)))));
        Assert.That(lines.Select(line => line.GetProperty("success").GetDouble()), Is.All.InRange(0, 1));
        Assert.That(lines.Select(line => line.GetProperty("stderr").GetDouble()), Is.All.InRange(0, 1));
        Assert.That(lines.Select(line => line.GetProperty("cost_usd").GetDouble()), Is.All.GreaterThan(0));
    }

    [Test]
    public void Route_Decisions_CarryTheFiguresOfTheirPrediction()
    {
        var predictions = _run.Files.Lines("out/predictions.jsonl").ToDictionary(
            line => (line.GetProperty("query_id").GetString(), line.GetProperty("model").GetString()),
            line => (line.GetProperty("success").GetDouble(), line.GetProperty("cost_usd").GetDouble()));
        foreach (var line in _run.Files.Lines("out/decisions.jsonl"))
        {
            Assert.That(
                (line.GetProperty("success").GetDouble(), line.GetProperty("cost_usd").GetDouble()),
                Is.EqualTo(predictions[(line.GetProperty("query_id").GetString(), line.GetProperty("model").GetString())]));
        }
    }

    [Test]
    public async Task Route_OtherTestLabels_DecidesAndPredictsTheSameBytes()
    {
        var shuffled = await _run.Files.WriteAsync("shuffled.jsonl", RecordGenerator.WithShuffledLabels(_run.Test, seed: 9));

        var other = await _run.RouteAsync(
            "--batch", "16", "--order", "file", "--capacity", "balanced:1.25", "--test", shuffled, "--out", _run.Files.Path("other"));

        Assert.That(other.ExitCode, Is.Zero, other.Error);
        Assert.That(_run.Files.Bytes("other/decisions.jsonl"), Is.EqualTo(_run.Files.Bytes("out/decisions.jsonl")));
        Assert.That(_run.Files.Bytes("other/predictions.jsonl"), Is.EqualTo(_run.Files.Bytes("out/predictions.jsonl")));
        Assert.That(
            _run.Files.Json("other/report.json").GetProperty("log_loss").GetDouble(),
            Is.Not.EqualTo(_run.Files.Json("out/report.json").GetProperty("log_loss").GetDouble()),
            "the report does read the labels");
    }

    [Test]
    public void Route_BalancedCapacity_HoldsInEveryBatchTheLastSmallerOneIncluded()
    {
        foreach (var batch in _run.Files.Lines("out/decisions.jsonl").GroupBy(line => line.GetProperty("batch").GetInt32()))
        {
            var limit = (int)Math.Ceiling(1.25 * batch.Count() / RecordGenerator.Endpoints.Length);
            Assert.That(batch.CountBy(line => line.GetProperty("model").GetString()!).Select(count => count.Value), Is.All.AtMost(limit));
        }
    }

    private static string Names(JsonElement line) => string.Join(' ', line.EnumerateObject().Select(field => field.Name));
}
