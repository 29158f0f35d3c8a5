using System.Globalization;
using System.Text;

namespace Eccos.Core.Tests.Observations;

public sealed class QAServeBrokenInputTests
{
    private const string Good = """{"id":"a","query":"q","outputs":[{"model":"m","correct":1},{"model":"n","correct":0.5}]}""";

    [TestCase("\"id\":\"a\",", "", "id", "missing")]
    [TestCase("\"a\"", "null", "id", "missing")]
    [TestCase("\"a\"", "\"\"", "id", "empty")]
    [TestCase("\"a\"", "7", "id", "type")]
    [TestCase("\"query\":\"q\",", "", "query", "missing")]
    [TestCase("\"q\"", "{}", "query", "type")]
    [TestCase(",\"outputs\":[", ",\"others\":[", "outputs", "missing")]
    [TestCase("\"q\",\"outputs\":[", "\"q\",\"outputs\":7,\"others\":[", "outputs", "wrong type")]
    [TestCase("{\"model\":\"n\",\"correct\":0.5}", "null", "outputs[1]", "missing")]
    [TestCase("\"model\":\"n\",", "", "outputs[1].model", "missing")]
    [TestCase("\"n\"", "\" \"", "outputs[1].model", "empty")]
    [TestCase("\"n\"", "\"m\"", "outputs[1].model", "'m' a second time")]
    [TestCase(",\"correct\":0.5", "", "outputs[1].correct", "missing")]
    [TestCase("0.5", "null", "outputs[1].correct", "missing")]
    [TestCase("0.5", "true", "outputs[1].correct", "type")]
    [TestCase("0.5", "\"0.5\"", "outputs[1].correct", "type")]
    [TestCase("0.5", "1.0001", "outputs[1].correct", "1.0001; a score lies in [0, 1]")]
    [TestCase("0.5", "-0.1", "outputs[1].correct", "-0.1")]
    [TestCase("0.5", "1e999", "outputs[1].correct", "Infinity")]
    [TestCase("0.5", "NaN", "outputs[1].correct", "'N' is an invalid start")]
    [TestCase("0.5", "-Infinity", "outputs[1].correct", "invalid")]
    [TestCase("0.5", "0.5,\"correct\":0.7", "outputs[1].correct", "stands twice")]
    [TestCase("0.5", "0.5,\"input_tokens\":-1", "outputs[1].input_tokens", "-1")]
    [TestCase("0.5", "0.5,\"output_tokens\":-2", "outputs[1].output_tokens", "-2")]
    [TestCase("0.5", "0.5,\"output_tokens\":1.5", "outputs[1].output_tokens", "type: a whole number")]
    [TestCase("0.5", "0.5,\"output_tokens\":2147483648.0", "outputs[1].output_tokens", "type")]
    [TestCase("0.5", "0.5,\"output_tokens\":\"5\"", "outputs[1].output_tokens", "type")]
    [TestCase("0.5", "0.5,\"output_tokens\":3000000000", "outputs[1].output_tokens", "type")]
    [TestCase("0.5", "0.5,\"cost_usd\":-0.25", "outputs[1].cost_usd", "-0.25")]
    [TestCase("0.5", "0.5,\"cost_usd\":1e999", "outputs[1].cost_usd", "Infinity")]
    [TestCase("0.5", "0.5,\"cost_usd\":\"free\"", "outputs[1].cost_usd", "type")]
    [TestCase("0.5", "0.5,\"latency_ms\":-1", "outputs[1].latency_ms", "-1")]
    [TestCase("0.5", "0.5,\"latency_ms\":-1e999", "outputs[1].latency_ms", "-Infinity")]
    [TestCase("0.5", "0.5,\"response\":[]", "outputs[1].response", "type")]
    [TestCase("\"q\",", "\"q\",\"input_tokens\":-3,", "input_tokens", "-3")]
    [TestCase("\"q\",", "\"q\",\"answer\":7,", "answer", "type")]
    [TestCase("\"q\",", "\"q\",\"query\":\"r\",", "query", "stands twice")]
    [TestCase("\"q\",", "\"q\",\"mine\":1,\"mine\":2,", "mine", "stands twice")]
    public void ReadAsync_BrokenField_NamesFileLineAndField(string good, string bad, string field, string problem)
    {
        Assume.That(Good, Does.Contain(good));

        var failure = Records.Failure("""{"id":"before","query":"","outputs":[]}""" + "\n\n" + Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.That((failure.File, failure.Line, failure.Field), Is.EqualTo(("records.jsonl", 3L, field)));
        Assert.That(failure.Message, Does.StartWith($"records.jsonl, line 3, field '{field}': ").And.Contains(problem));
        Assert.That(failure.Message, Does.Not.Contain("LineNumber").And.Not.Contain("Path:").And.Not.Contain("Eccos.").And.Not.Contain("System."));
    }

    [TestCase("-1", "is -1;")]
    [TestCase("0.5", "from -2147483648 to")]
    public void ReadAsync_CultureWithAnotherMinus_WritesNumbersAsTheFileDoes(string tokens, string problem)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(Records.Failure($$"""{"id":"a","query":"q","input_tokens":{{tokens}},"outputs":[]}""").Message, Does.Contain(problem));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase("null", "is null")]
    [TestCase("7", "wrong type")]
    [TestCase("[]", "wrong type")]
    [TestCase("id,query", "invalid")]
    [TestCase("{\"id\":\"a\",\"query\":\"q\",\"outputs\":[],\"\\ud83d\":1}", "surrogate")]
    [TestCase("{\"id\":\"a\" \"query\":\"q\",\"outputs\":[]}", "invalid")]
    [TestCase(Good + Good, "after a single JSON value")]
    [TestCase(Good + "\r" + Good, "after a single JSON value")]
    public void ReadAsync_BrokenLine_NamesFileAndLine(string line, string problem)
    {
        var failure = Records.Failure("\n" + line);

        Assert.That((failure.File, failure.Line, failure.Field), Is.EqualTo(("records.jsonl", 2L, (string?)null)));
        Assert.That(failure.Message, Does.StartWith("records.jsonl, line 2: ").And.Contains(problem));
    }

    [Test]
    public void ReadAsync_DuplicateId_NamesBothLines()
    {
        var failure = Records.Failure(Good + "\n\n" + Good.Replace("\"q\"", "\"another\"", StringComparison.Ordinal));

        Assert.That((failure.Line, failure.Field), Is.EqualTo((3L, "id")));
        Assert.That(failure.Message, Does.Contain("'a' stands in line 1 already"));
    }

    [Test]
    public async Task ReadAsync_BrokenLine_YieldsTheRecordsBeforeIt()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Good + "\nbroken"));
        await using var records = Eccos.Observations.QAServeFile.ReadAsync(stream, "records").GetAsyncEnumerator();

        Assert.That(await records.MoveNextAsync(), Is.True);
        Assert.That(records.Current.Id, Is.EqualTo("a"));
        Assert.That(async () => await records.MoveNextAsync(), Throws.InstanceOf<EccosException>());
    }

    [Test]
    public void ReadAsync_NotUtf8_NamesTheLineItself()
    {
        var bytes = Encoding.Latin1.GetBytes(Good + "\n" + Good.Replace("\"a\"", "\"b\"", StringComparison.Ordinal).Replace("\"q\"", "\"\u00e9\"", StringComparison.Ordinal));

        var failure = Records.Failure(bytes);

        Assert.That(failure.Line, Is.EqualTo(2));
        Assert.That(failure.Message, Does.Contain("UTF-8"));
        Assert.That(Records.Failure(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray()).Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void ReadAsync_PlainFileCutAnywhereInItsLastLine_Fails()
    {
        var file = Encoding.UTF8.GetBytes(Good + "\n" + Good.Replace("\"a\"", "\"b\"", StringComparison.Ordinal).Replace("\"q\"", "\"\u00e9🙂\"", StringComparison.Ordinal));
        var start = Encoding.UTF8.GetByteCount(Good) + 2;

        for (var cut = start; cut < file.Length; cut++)
            Assert.That(Records.Failure(file[..cut]).Line, Is.EqualTo(2), $"cut at byte {cut}");
    }
}
