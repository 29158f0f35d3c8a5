using System.Text;
using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

public sealed class QAServeWriteTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task WriteAsync_LinesAsTheyAreUsuallyWritten_AreWrittenBackByteForByte()
    {
        const string File = """
            {"id":"a","source":null,"query":"Привет 你好 \uD83D\uDE42 \"x\" <b>&\n","input_tokens":null,"answer":"42","outputs":[{"model":"m","correct":0.5,"input_tokens":3,"output_tokens":null,"cost_usd":1.25E-07,"response":"42","latency_ms":12.5,"temperature":0.70}],"Other":{"b":[1,2.50,null],"a":"\u00e9"}}
            {"id":"b","source":"s","query":"","input_tokens":7,"outputs":[],"other":false}

            """;

        var written = await QAServeFile.WriteAsync(_folder["out.jsonl"], QAServeFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(File)), "in"));

        Assert.That(written, Is.EqualTo(2));
        Assert.That(await System.IO.File.ReadAllTextAsync(_folder["out.jsonl"]), Is.EqualTo(File.Replace("\\u00e9", "é", StringComparison.Ordinal)));
    }

    [Test]
    public async Task WriteAsync_LoneSurrogates_ComeBack()
    {
        const string File = """{"id":"\udc00","source":null,"query":"a\ud83d","input_tokens":null,"outputs":[{"model":"m","correct":1,"input_tokens":null,"output_tokens":null,"cost_usd":null,"response":"\ud83d\uD83D\uDE42\n\ude42"}]}""" + "\n";

        await QAServeFile.WriteAsync(_folder["out.jsonl"], QAServeFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(File)), "in"));

        Assert.That(await System.IO.File.ReadAllTextAsync(_folder["out.jsonl"]), Is.EqualTo(File));
    }

    [Test]
    public async Task WriteAsync_UnknownFieldsWithLoneSurrogates_ComeBack()
    {
        const string File = """{"id":"a","source":null,"query":"","input_tokens":null,"outputs":[{"model":"m","correct":1,"input_tokens":null,"output_tokens":null,"cost_usd":null,"mine":["\ud83d"]}],"mine":{"a\udc00":"\ud83d"},"yours":"\ude42"}""" + "\n";

        await QAServeFile.WriteAsync(_folder["out.jsonl"], QAServeFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(File)), "in"));

        Assert.That(await System.IO.File.ReadAllTextAsync(_folder["out.jsonl"]), Is.EqualTo(File));
    }

    [Test]
    public void WriteAsync_UnknownFieldThatCannotBeWritten_NamesTheRecord()
    {
        var record = Records.Record("a") with { Other = new Dictionary<string, JsonElement> { ["mine"] = JsonElement.Parse("[\n\"\\ud83d\"\n]") } };

        Assert.That(
            async () => await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { record }.ToAsyncEnumerable()),
            Throws.InstanceOf<EccosException>().With.Message.Contains("'a'"));
        Assert.That(_folder.Names(), Is.Empty);
    }

    [Test]
    public async Task WriteAsync_GzipName_PacksWhatReadsBackTheSame()
    {
        var records = Enumerable.Range(0, 5_000).Select(k => Records.Record($"{k}", ("m", k % 2), ("n", 0.25))).ToList();

        await QAServeFile.WriteAsync(_folder["plain.jsonl"], records.ToAsyncEnumerable());
        await QAServeFile.WriteAsync(_folder["packed.jsonl.GZ"], records.ToAsyncEnumerable());

        Assert.That(new FileInfo(_folder["packed.jsonl.GZ"]).Length, Is.LessThan(new FileInfo(_folder["plain.jsonl"]).Length / 3));
        foreach (var file in _folder.Names())
            Assert.That(Records.Describe(await QAServeFile.ReadAsync(_folder[file]).ToListAsync()), Is.EqualTo(Records.Describe(records)), file);
    }

    [TestCase("none.jsonl")]
    [TestCase("none.jsonl.gz")]
    public async Task WriteAsync_NoRecords_WritesAFileThatReadsAsNone(string name)
    {
        Assert.That(await QAServeFile.WriteAsync(_folder[name], AsyncEnumerable.Empty<QAServeRecord>()), Is.Zero);
        Assert.That(await QAServeFile.ReadAsync(_folder[name]).ToListAsync(), Is.Empty);
    }

    [Test]
    public async Task WriteAsync_ManyMegabytes_AreNotHeldInMemory()
    {
        var text = new string('x', 1 << 20);
        var held = 0L;

        await QAServeFile.WriteAsync(_folder["out.jsonl"], Source());

        Assert.That(held, Is.GreaterThan(30 << 20));

        async IAsyncEnumerable<QAServeRecord> Source()
        {
            for (var k = 0; k < 40; k++)
            {
                // What has been taken so far is in the file already, but for the last records.
                held = Directory.GetFiles(Path.GetDirectoryName(_folder["out.jsonl"])!).Sum(file => new FileInfo(file).Length);
                yield return Records.Record($"{k}") with { Query = text };
                await Task.Yield();
            }
        }
    }

    [TestCase(double.NaN, null, null, "outputs[1].correct", "NaN")]
    [TestCase(1.5, null, null, "outputs[1].correct", "1.5")]
    [TestCase(1.0, double.PositiveInfinity, null, "outputs[1].cost_usd", "Infinity")]
    [TestCase(1.0, null, -1, "outputs[1].output_tokens", "-1")]
    public async Task WriteAsync_InvalidRecord_NamesRecordAndFieldAndKeepsTheOldFile(double correct, double? cost, int? tokens, string field, string value)
    {
        await File.WriteAllTextAsync(_folder["out.jsonl"], "old");
        var bad = Records.Record("bad", ("m", 1)) with
        {
            Outputs = [new QAServeOutput { Endpoint = "m", Correct = 1 }, new QAServeOutput { Endpoint = "n", Correct = correct, CostUsd = cost, OutputTokens = tokens }],
        };

        Assert.That(
            async () => await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { Records.Record("good"), bad }.ToAsyncEnumerable()),
            Throws.InstanceOf<EccosException>().With.Message.Contains($"Record 'bad', field '{field}'").And.Message.Contains(value));
        Assert.That(await File.ReadAllTextAsync(_folder["out.jsonl"]), Is.EqualTo("old"));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { "out.jsonl" }));
    }

    [Test]
    public void WriteAsync_DuplicateIdOrNullRecord_IsRefused()
    {
        Assert.That(
            async () => await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { Records.Record("a"), Records.Record("a") }.ToAsyncEnumerable()),
            Throws.InstanceOf<EccosException>().With.Message.Contains("Record 'a', field 'id'"));
        Assert.That(
            async () => await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { Records.Record("a"), null! }.ToAsyncEnumerable()),
            Throws.InstanceOf<EccosException>().With.Message.EqualTo("Record 1 is null."));
        Assert.That(_folder.Names(), Is.Empty);
    }

    [Test]
    public async Task WriteAsync_CancelledInTheMiddle_KeepsTheOldFile([Values("out.jsonl", "out.jsonl.gz")] string name)
    {
        await File.WriteAllTextAsync(_folder[name], "old");
        using var source = new CancellationTokenSource();

        Assert.That(async () => await QAServeFile.WriteAsync(_folder[name], Endless(), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllTextAsync(_folder[name]), Is.EqualTo("old"));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { name }));

        async IAsyncEnumerable<QAServeRecord> Endless()
        {
            for (var k = 0; ; k++)
            {
                if (k == 5_000)
                    await source.CancelAsync();
                yield return Records.Record($"{k}", ("m", 1));
            }
        }
    }

    [Test]
    public async Task WriteAsync_ExtraFieldsSetByTheHost_AreWritten()
    {
        using var extra = JsonDocument.Parse("""{"run":3}""");
        var record = Records.Record("a") with { Other = extra.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value) };

        await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { record }.ToAsyncEnumerable());

        Assert.That(await File.ReadAllTextAsync(_folder["out.jsonl"]), Does.EndWith(",\"run\":3}\n"));
    }

    [Test]
    public void WriteAsync_ExtraFieldWithTheNameOfAKnownOne_IsRefused()
    {
        using var extra = JsonDocument.Parse("""{"query":3}""");
        var record = Records.Record("a") with { Other = extra.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value) };

        Assert.That(
            async () => await QAServeFile.WriteAsync(_folder["out.jsonl"], new[] { record }.ToAsyncEnumerable()),
            Throws.InstanceOf<EccosException>().With.Message.Contains("Record 'a', field 'query'"));
    }
}
