using Eccos.Observations;
using QuickStart.Data;
using QuickStart.Synthetic;

namespace Eccos.QuickStart.Tests.Data;

public sealed class LabelledDataTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("eccos-quickstart-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Synthetic_CutsAboutThreeThousandToFitAndSixHundredToSchedule()
    {
        var data = LabelledData.Synthetic(seed: 1);

        Assert.That(data.Training.Records, Has.Count.EqualTo(3000).Within(80));
        Assert.That(data.Test, Has.Count.EqualTo(600).Within(80));
        Assert.That(data.Test.Select(record => record.Query).Intersect(data.Training.Records.Select(record => record.Query)), Is.Empty);
    }

    [Test]
    public async Task ReadAsync_RecordFile_GivesBalancedLimitsAndLearnsCosts()
    {
        var data = await LabelledData.ReadAsync(await WriteAsync(SyntheticRecords.Generate(200, 1)), cards: null, batchSize: 100, seed: 1, default);

        Assert.That(data.Pool.Select(endpoint => endpoint.ConcurrencyLimit), Is.All.EqualTo(16), "1.25 x 100 / 8 = 15.6, rounded up");
        Assert.That(data.Pool.Select(endpoint => endpoint.Prices), Is.All.Null);
        Assert.That(data.Training.Records.Count + data.Test.Count, Is.EqualTo(200));
    }

    [TestCase("""[ {"model": "flagship", "input_usd_per_mtok": 3, "output_usd_per_mtok": 15}, {"model": "small-fast", "input_usd_per_mtok": null} ]""")]
    [TestCase("""{ "other": [], "records": [ {"model": "flagship", "input_usd_per_mtok": 3, "output_usd_per_mtok": 15, "released": "2030-01"} ] }""")]
    public async Task ReadAsync_EndpointCards_GivesTheirPrices(string json)
    {
        var data = await LabelledData.ReadAsync(await WriteAsync(SyntheticRecords.Generate(100, 1)), Cards(json), batchSize: 100, seed: 1, default);

        Assert.That(data.Pool.Single(endpoint => endpoint.Name == "flagship").Prices, Is.EqualTo(new TokenPrices(3, 15)));
        Assert.That(data.Pool.Single(endpoint => endpoint.Name == "small-fast").Prices, Is.Null);
    }

    [TestCase("{ \"other\": [] }", "no entry 'records'")]
    [TestCase("[ {\"model\": \"a\", \"input_usd_per_mtok\": \"free\"", "not a file of endpoint cards")]
    [TestCase("[ {\"model\": \"flagship\", \"input_usd_per_mtok\": -1, \"output_usd_per_mtok\": 1} ]", "input_usd_per_mtok is -1")]
    [TestCase("[ {\"model\": \"a\", \"input_usd_per_mtok\": \"free\", \"output_usd_per_mtok\": 1} ]", "not a file of endpoint cards")]
    public async Task ReadAsync_CardsOfAnotherForm_SaysSo(string json, string message)
    {
        var records = await WriteAsync(SyntheticRecords.Generate(50, 1));

        Assert.That(
            () => LabelledData.ReadAsync(records, Cards(json), batchSize: 100, seed: 1, default),
            Throws.TypeOf<EccosException>().With.Message.Contains(message));
    }

    [Test]
    public async Task ReadAsync_HeldOutRecordThatDoesNotTellAll_IsLeftOutAndCounted()
    {
        var records = SyntheticRecords.Generate(200, 1);
        var whole = await LabelledData.ReadAsync(await WriteAsync(records), cards: null, batchSize: 100, seed: 1, default);
        var poorer = whole.Test[0].Id;

        var data = await LabelledData.ReadAsync(
            await WriteAsync([.. records.Select(record => record.Id == poorer ? record with { Outputs = [.. record.Outputs.Skip(1)] } : record)]),
            cards: null,
            batchSize: 100,
            seed: 1,
            default);

        Assert.That((whole.LeftOut, data.LeftOut), Is.EqualTo((0, 1)));
        Assert.That(data.Test.Select(record => record.Id), Is.EquivalentTo(whole.Test.Select(record => record.Id).Where(id => id != poorer)));
    }

    [Test]
    public async Task ReadAsync_NoCostAnywhere_SaysWhatIsMissing()
    {
        var records = SyntheticRecords.Generate(100, 1).Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { CostUsd = null })] });
        var file = await WriteAsync([.. records]);

        Assert.That(
            () => LabelledData.ReadAsync(file, cards: null, batchSize: 100, seed: 1, default),
            Throws.TypeOf<EccosException>().With.Message.Contains("tells outcome and cost of all 8 endpoints"));
    }

    private async Task<FileInfo> WriteAsync(IReadOnlyList<QAServeRecord> records)
    {
        var path = Path.Combine(_folder, "records.dev.jsonl.gz");
        await QAServeFile.WriteAsync(path, records.ToAsyncEnumerable());
        return new FileInfo(path);
    }

    private FileInfo Cards(string json)
    {
        var path = Path.Combine(_folder, "models.json");
        File.WriteAllText(path, json);
        return new FileInfo(path);
    }
}
