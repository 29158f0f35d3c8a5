using System.Text;
using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

public sealed class QAServeReadTests
{
    private const string First = """{"id":"a","source":"s","query":"q","input_tokens":3,"outputs":[{"model":"m","correct":1,"input_tokens":4,"output_tokens":5,"cost_usd":0.25}]}""";
    private const string Second = """{"id":"b","query":"","outputs":[]}""";

    [Test]
    public async Task ReadAsync_Line_FillsEveryField()
    {
        var record = (await Records.ReadAsync(First)).Single();

        Assert.That((record.Id, record.Source, record.Query, record.InputTokens), Is.EqualTo(("a", "s", "q", 3)));
        Assert.That(record.Outputs, Is.EqualTo(new[] { new QAServeOutput { Endpoint = "m", Correct = 1, InputTokens = 4, OutputTokens = 5, CostUsd = 0.25 } }));
        Assert.That(record.ToQuery(), Is.EqualTo(new Query("a", "q") { InputTokens = 3, RequiredTags = record.ToQuery().RequiredTags }));
    }

    [Test]
    public async Task ReadAsync_AbsentOrNullFields_AreNull()
    {
        var records = await Records.ReadAsync(
            """
            {"id":"a","query":"q","outputs":[{"model":"m","correct":0}]}
            {"id":"b","source":null,"query":"q","input_tokens":null,"answer":null,"outputs":[{"model":"m","correct":0,"input_tokens":null,"output_tokens":null,"cost_usd":null,"response":null,"latency_ms":null}]}
            """);

        foreach (var record in records)
        {
            Assert.That((record.Source, record.InputTokens, record.Answer, record.Other), Is.EqualTo(((string?)null, (int?)null, (string?)null, (object?)null)));
            Assert.That(record.Outputs, Is.EqualTo(new[] { new QAServeOutput { Endpoint = "m", Correct = 0 } }));
        }
    }

    [TestCase("12.0", 12)]
    [TestCase("1.2e1", 12)]
    [TestCase("0.0", 0)]
    [TestCase("2147483647.0", int.MaxValue)]
    public async Task ReadAsync_WholeNumberWrittenAsFloatingPoint_IsRead(string tokens, int expected)
    {
        var record = (await Records.ReadAsync($$"""{"id":"a","query":"q","input_tokens":{{tokens}},"outputs":[{"model":"m","correct":0,"output_tokens":{{tokens}}}]}""")).Single();

        Assert.That((record.InputTokens, record.Outputs[0].OutputTokens), Is.EqualTo((expected, expected)));
    }

    [TestCase(First + "\n" + Second, TestName = "ReadAsync_NoLastLineEnd_YieldsAllRecords")]
    [TestCase(First + "\n" + Second + "\n", TestName = "ReadAsync_LastLineEnd_YieldsAllRecords")]
    [TestCase(First + "\r\n" + Second + "\r\n", TestName = "ReadAsync_CarriageReturns_YieldsAllRecords")]
    [TestCase("\n\n" + First + "\n \t\r\n\n" + Second + "\n\n", TestName = "ReadAsync_EmptyLines_YieldsAllRecords")]
    [TestCase("\uFEFF" + First + "\n" + Second, TestName = "ReadAsync_ByteOrderMark_YieldsAllRecords")]
    [TestCase("\uFEFF\r\n" + First + "\n" + Second, TestName = "ReadAsync_ByteOrderMarkBeforeAnEmptyLine_YieldsAllRecords")]
    public async Task ReadAsync_Layout_YieldsAllRecords(string file)
    {
        var plain = await Records.ReadAsync(file);
        var packed = await Records.ReadAsync(Records.Pack(file));

        Assert.That(plain.Select(record => record.Id), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Records.Describe(packed), Is.EqualTo(Records.Describe(plain)));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("\uFEFF")]
    public async Task ReadAsync_NoRecords_YieldsNone(string file)
    {
        Assert.That(await Records.ReadAsync(file), Is.Empty);
        Assert.That(await Records.ReadAsync(Records.Pack(file + "\n")), Is.Empty);
    }

    [Test]
    public async Task ReadAsync_AnyScriptAndEscape_ReadsTheText()
    {
        var record = (await Records.ReadAsync("""{"id":"1","query":"Привет 你好 🙂 \u0041\n\t\"\\\/\b\f\r \ud83d\ude42","outputs":[]}""")).Single();

        Assert.That(record.Query, Is.EqualTo("Привет 你好 🙂 A\n\t\"\\/\b\f\r 🙂"));
    }

    [Test]
    public async Task ReadAsync_LoneSurrogates_AreKept()
    {
        var record = (await Records.ReadAsync("""{"id":"\udc00","query":"a\ud83d","outputs":[{"model":"m","correct":1,"response":"\ud83d\ud83d\ude42\n\ude42"}]}""")).Single();

        Assert.That(record.Id, Is.EqualTo("\udc00"));
        Assert.That(record.Query, Is.EqualTo("a\ud83d"));
        Assert.That(record.Outputs[0].Response, Is.EqualTo("\ud83d🙂\n\ude42"));
    }

    [TestCase(1 << 20)]
    [TestCase((1 << 16) - 40)]
    public async Task ReadAsync_LongQuery_IsWhole(int length)
    {
        var query = string.Concat(Enumerable.Range(0, length / 8).Select(k => $"{k:x7} "));
        var file = $$"""{"id":"a","query":"{{query}}","outputs":[]}""" + "\n" + Second;

        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(file), Records.Pack(file) })
        {
            var records = await Records.ReadAsync(bytes);
            Assert.That(records.Select(record => record.Query), Is.EqualTo(new[] { query, "" }));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public async Task ReadAsync_SlowStreamThatCannotSeek_YieldsAllRecords(int chunk)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(First + "\n" + Second), Records.Pack(First + "\n" + Second) })
        {
            await using var stream = new SlowStream(bytes, chunk);
            var ids = await QAServeFile.ReadAsync(stream, "slow").Select(record => record.Id).ToListAsync();
            Assert.That(ids, Is.EqualTo(new[] { "a", "b" }));
            Assert.That(stream.IsDisposed, Is.False);
        }
    }

    [Test]
    public async Task ReadAsync_ReaderStopsEarly_DoesNotReadOn([Values] bool gzip)
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(k => $$"""{"id":"{{k}}","query":"{{(long)k * k * 7919 % 100_003}}","outputs":[]}""" + "\n"));
        var bytes = gzip ? Records.Pack(lines) : Encoding.UTF8.GetBytes(lines);
        await using var stream = new SlowStream(bytes, 1000);

        var first = await QAServeFile.ReadAsync(stream, "slow").FirstAsync();

        Assert.That(first.Id, Is.EqualTo("0"));
        Assert.That(stream.BytesRead, Is.LessThan(bytes.Length / 4));
    }

    [Test]
    public void ReadAsync_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(k => $$"""{"id":"{{k}}","query":"","outputs":[]}""" + "\n"))));

        var read = 0;
        Assert.That(
            async () =>
            {
                await foreach (var _ in QAServeFile.ReadAsync(stream, "records", source.Token))
                {
                    read++;
                    await source.CancelAsync();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(read, Is.LessThan(10_000));
    }

    [Test]
    public void ReadAsync_MissingFile_NamesIt() => Assert.That(
        async () => await QAServeFile.ReadAsync("no such file").FirstAsync(),
        Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no such file"));
}
