using System.IO.Compression;
using System.Text;
using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

/// <summary>Record files in memory, and the comparison of records field by field.</summary>
internal static class Records
{
    public static QAServeRecord Record(string id, params (string Endpoint, double Correct)[] outputs) => new()
    {
        Id = id,
        Query = "query of " + id,
        Outputs = [.. outputs.Select(output => new QAServeOutput { Endpoint = output.Endpoint, Correct = output.Correct })],
    };

    public static async Task<List<QAServeRecord>> ReadAsync(byte[] file, string name = "records.jsonl")
    {
        using var stream = new MemoryStream(file);
        return await QAServeFile.ReadAsync(stream, name).ToListAsync();
    }

    public static Task<List<QAServeRecord>> ReadAsync(string file) => ReadAsync(Encoding.UTF8.GetBytes(file));

    public static QAServeFormatException Failure(byte[] file, string name = "records.jsonl") =>
        Assert.ThrowsAsync<QAServeFormatException>(() => ReadAsync(file, name))!;

    public static QAServeFormatException Failure(string file) => Failure(Encoding.UTF8.GetBytes(file));

    public static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Pack(string content) => Pack(Encoding.UTF8.GetBytes(content));

    public static string Describe(IEnumerable<QAServeRecord> records)
    {
        var text = new StringBuilder();
        foreach (var r in records)
        {
            text.AppendLine($"{Code(r.Id)} {Code(r.Source)} {Code(r.Query)} {r.InputTokens} {Code(r.Answer)} {Others(r.Other)}");
            foreach (var o in r.Outputs)
            {
                text.AppendLine(
                    $"  {Code(o.Endpoint)} {o.Correct:R} {o.InputTokens} {o.OutputTokens} {o.CostUsd:R} {Code(o.Response)} {o.LatencyMs:R} {Others(o.Other)}");
            }
        }

        return text.ToString();

        // Code units, so that halves of surrogate pairs are told apart.
        static string Code(string? value) => value is null ? "null" : "\"" + string.Concat(value.Select(unit => unit is > ' ' and < '\x7f' ? unit.ToString() : $"<{(int)unit:x}>")) + "\"";

        static string Others(IReadOnlyDictionary<string, System.Text.Json.JsonElement>? other) =>
            other is null ? "" : string.Join(",", other.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value.GetRawText()}"));
    }
}
