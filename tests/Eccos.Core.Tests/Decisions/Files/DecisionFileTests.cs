using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Eccos.Observations;

namespace Eccos.Core.Tests.Decisions.Files;

public sealed class DecisionFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase("decisions.jsonl")]
    [TestCase("decisions.jsonl.gz")]
    public async Task WriteAsync_ThenRead_GivesTheSameRecords(string name)
    {
        var records = await Decided.RecordsAsync(withText: true);
        var path = _folder[name];

        var written = await DecisionFile.WriteAsync(path, records.ToAsyncEnumerable());
        var read = await DecisionFile.ReadAsync(path).ToListAsync();

        Assert.Multiple(() =>
        {
            Assert.That(written, Is.EqualTo(5));
            Assert.That(read.Select(Text), Is.EqualTo(records.Select(Text)));
            Assert.That(read.Select(record => record.QueryText), Is.All.EqualTo("What is asked?"));
            Assert.That(read.Select(record => record.Placement), Is.EqualTo(records.Select(record => record.Placement)).And.All.Not.Null);
            Assert.That(read.Select(record => record.Batch?.Index), Is.EqualTo(new int?[] { 0, 1, 2, null, null }));
            Assert.That(read[0].Endpoints.SelectMany(endpoint => new[] { endpoint.CostUsd, endpoint.SuccessProbability, endpoint.Tokens }),
                Is.EqualTo(records[0].Endpoints.SelectMany(endpoint => new[] { endpoint.CostUsd, endpoint.SuccessProbability, endpoint.Tokens })), "to the last bit");
        });
    }

    [Test]
    public async Task Line_OfARecord_HasTheDocumentedFieldsAndNoQueryText()
    {
        var records = await Decided.RecordsAsync();

        var line = JsonNode.Parse(DecisionLine.Of(records[0]))!;

        Assert.Multiple(() =>
        {
            Assert.That(Text(records[0]), Does.EndWith("\n").And.Not.Contain("What is asked"));
            Assert.That(line["query_id"]!.GetValue<string>(), Is.EqualTo("q1"));
            Assert.That(line["reason"]!.GetValue<string>(), Is.EqualTo("meets_goal"));
            Assert.That(line["endpoint"]!.GetValue<string>(), Is.EqualTo("cheap"));
            Assert.That(line["batch"]!["conditions"]!["quality_floor"]!.GetValue<double>(), Is.InRange(0, 1));
            Assert.That(line["endpoints"]![1]!["verdict"]!.GetValue<string>(), Is.EqualTo("more_expensive"));
            Assert.That(line["endpoints"]![1]!["cost_usd"]!.GetValue<double>(), Is.EqualTo(((50 * 10) + (100 * 20)) / 1e6).Within(1e-15));
        });
    }

    [Test]
    public async Task ReadAsync_FieldsThatAreNotKnown_ArePassedOver()
    {
        var line = JsonNode.Parse(DecisionLine.Of((await Decided.RecordsAsync())[3]))!;
        line["later"] = new JsonObject { ["x"] = 1 };
        line["endpoints"]![0]!["later"] = "y";

        var read = await ReadAsync(line.ToJsonString());

        Assert.That(read.QueryId, Is.EqualTo("q4"));
    }

    [Test]
    public async Task ReadAsync_LastLineThatIsBeingWritten_GivesTheWholeLines()
    {
        var records = await Decided.RecordsAsync(withText: true);
        var (first, second) = (DecisionLine.Of(records[0]), DecisionLine.Of(records[3] with { QueryText = "Привет \ud83d\ude42 \ud83d \\ \n" }));
        for (var length = 0; length < second.Length; length++)
        {
            var read = await DecisionFile.ReadAsync(new MemoryStream([.. first, .. second[..length]]), "log.jsonl").CountAsync();
            Assert.That(read, Is.EqualTo(length == second.Length - 1 ? 2 : 1), $"{length} bytes of the line");
        }
    }

    [TestCase("{\"query_id\":\"q4\"\n")]
    [TestCase("{\"query_id\":\"q4\"}")]
    [TestCase("{\"query_id\":\"q4\",,")]
    [TestCase("{\"id\":\"q4\"")]
    public void ReadAsync_LineThatIsBrokenAndNotOnlyCutOff_IsAnError(string line) =>
        Assert.That(() => ReadAsync(line), Throws.TypeOf<QAServeFormatException>().With.Message.StartsWith("log.jsonl, line 1"));

    [TestCase("{", null, "byte")]
    [TestCase("null", null, "is null")]
    [TestCase("{}", "query_id", "is missing")]
    public void ReadAsync_BrokenLine_NamesFileLineAndField(string line, string? field, string problem) => AssertBroken(line, field, problem);

    [TestCase("reason", "\"because\"", "reason", "no name that is known")]
    [TestCase("reason", "3", "reason", "has the wrong type")]
    [TestCase("placement", "\"xyz\"", "placement", "32 hexadecimal digits")]
    [TestCase("endpoints", "null", "endpoints", "is null")]
    [TestCase("endpoints", "[]", "endpoints", "is empty")]
    [TestCase("endpoint", "\"nowhere\"", "endpoint", "'nowhere', which is not among")]
    [TestCase("endpoints.1.name", "\"cheap\"", "endpoints[1].name", "stands twice")]
    [TestCase("endpoints.1.success_probability", "1.5", "endpoints[1].success_probability", "is 1.5")]
    [TestCase("endpoints.1.cost_usd", "-1", "endpoints[1].cost_usd", "is -1")]
    [TestCase("endpoints.1.cost_usd", "\"dear\"", "endpoints[1].cost_usd", "has the wrong type")]
    [TestCase("endpoints.1.cost_usd", null, "cost_usd", "is missing")]
    [TestCase("batch.index", "3", "batch.index", "is 3; of 3 queries")]
    [TestCase("batch.index", "1", "batch.conditions", "the first query alone")]
    [TestCase("batch.conditions.groups", "[null]", "batch.conditions.groups", "holds a null")]
    [TestCase("batch.conditions.starting_prices", "[null]", "batch.conditions.starting_prices", "holds a null")]
    [TestCase("batch.conditions.free_requests", "[1]", "batch.conditions.free_requests", "has 1 entries")]
    public async Task ReadAsync_ValueOutOfRange_NamesFileLineAndField(string path, string? value, string field, string problem)
    {
        var line = JsonNode.Parse(DecisionLine.Of((await Decided.RecordsAsync())[0]))!;
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(line, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        if (value is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(value);

        AssertBroken(line.ToJsonString(), field, problem);
    }

    [Test]
    public async Task Line_OfARecordOutOfRange_NamesValuesAsTheFileDoesInAnyCulture()
    {
        var record = (await Decided.RecordsAsync())[0];
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (",", "\u2212");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(() => DecisionLine.Of(record with { Endpoints = [record.Endpoints[0] with { SuccessProbability = 1.5 }] }), Throws.TypeOf<EccosException>().With.Message.Contains("is 1.5;"));
            Assert.That(() => DecisionLine.Of(record with { Batch = record.Batch! with { Index = -1 } }), Throws.TypeOf<EccosException>().With.Message.Contains("is -1;"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertBroken(string line, string? field, string problem)
    {
        var fault = Assert.ThrowsAsync<QAServeFormatException>(() => ReadAsync("\n" + line + "\n"));
        Assert.Multiple(() =>
        {
            Assert.That(fault.Message, Does.StartWith("log.jsonl, line 2").And.Contain(problem));
            Assert.That(fault.Line, Is.EqualTo(2));
            Assert.That(fault.Field, field is null ? Is.Null : Does.EndWith(field));
        });
    }

    private static async Task<DecisionRecord> ReadAsync(string lines) =>
        await DecisionFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), "log.jsonl").SingleAsync();

    private static string Text(DecisionRecord record) => Encoding.UTF8.GetString(DecisionLine.Of(record));
}
