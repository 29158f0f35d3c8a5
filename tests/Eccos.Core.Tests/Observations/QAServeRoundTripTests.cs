using System.Globalization;
using System.Text.Json;
using CsCheck;
using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

public sealed class QAServeRoundTripTests
{
    // Any code units, halves of surrogate pairs and control characters among them.
    private static readonly Gen<string> _text = Gen.OneOf(Gen.String, Gen.Char.Array[0, 12].Select(units => new string(units)), OneOf("", "🙂", "\ud83d", "\n\"\\"));

    private static readonly Gen<double> _amount = Gen.OneOf(Gen.Double[0, 1e6], OneOf(0d, double.Epsilon, double.MaxValue, 0.1, 1e-7));

    private static readonly Gen<IReadOnlyDictionary<string, JsonElement>?> _other = Gen.OneOf(
        Gen.Const((IReadOnlyDictionary<string, JsonElement>?)null),
        OneOf("1.50", "-1e-7", "true", "null", "\"\u00e9\"", "[1,{\"a\":\"b\"}]", "{\"\":0}").Array[1, 3].Select(Fields));

    private static readonly Gen<QAServeOutput> _output =
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, int.MaxValue].Nullable(), Gen.Int[0, 9].Nullable(), _amount.Nullable(), _text.Null(), _amount.Nullable(), _other)
            .Select((correct, input, output, cost, response, latency, other) => new QAServeOutput
            {
                Endpoint = "",
                Correct = correct,
                InputTokens = input,
                OutputTokens = output,
                CostUsd = cost,
                Response = response,
                LatencyMs = latency,
                Other = other,
            });

    private static readonly Gen<QAServeRecord> _record =
        Gen.Select(_text.Null(), _text, Gen.Int[0, int.MaxValue].Nullable(), _text.Null(), _output.Array[0, 4], _text, _other)
            .Select((source, query, tokens, answer, outputs, endpoint, other) => new QAServeRecord
            {
                Id = endpoint,
                Source = source,
                Query = query,
                InputTokens = tokens,
                Answer = answer,
                Outputs = [.. outputs.Select((output, k) => output with { Endpoint = $"{k}{endpoint}" })],
                Other = other,
            });

    [Test]
    public async Task WriteThenRead_RandomRecords_GivesTheSameRecords()
    {
        using var folder = new TemporaryFolder();
        var run = 0;
        await Gen.Select(_record.Array[0, 5], Gen.Bool).SampleAsync(
            async (drawn, gzip) =>
            {
                var records = drawn.Select((record, k) => record with { Id = $"{k}{record.Id}" }).ToArray();
                var path = folder[$"{Interlocked.Increment(ref run)}.jsonl{(gzip ? ".gz" : "")}"];
                await QAServeFile.WriteAsync(path, records.ToAsyncEnumerable());
                var back = await QAServeFile.ReadAsync(path).ToListAsync();
                File.Delete(path);
                Assert.That(Records.Describe(back), Is.EqualTo(Records.Describe(records)));
            },
            iter: 2_000);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(k => values[k]);

    private static Dictionary<string, JsonElement>? Fields(string[] values) =>
        values.Index().ToDictionary(
            entry => "x" + entry.Index.ToString(CultureInfo.InvariantCulture),
            entry => JsonElement.Parse(entry.Item));
}
