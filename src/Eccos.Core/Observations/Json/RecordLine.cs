using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>A record as it stands in a line of a file, where any field may be missing.</summary>
internal sealed class RecordLine
{
    [JsonPropertyName("id")]
    public string? Id { get; set; }

    [JsonPropertyName("source")]
    public string? Source { get; set; }

    [JsonPropertyName("query")]
    public string? Query { get; set; }

    [JsonPropertyName("input_tokens")]
    public int? InputTokens { get; set; }

    [JsonPropertyName("answer")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; set; }

    [JsonPropertyName("outputs")]
    public OutputLine?[]? Outputs { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    public static RecordLine From(QAServeRecord record) => new()
    {
        Id = record.Id,
        Source = record.Source,
        Query = record.Query,
        InputTokens = record.InputTokens,
        Answer = record.Answer,
        Outputs = [.. record.Outputs.Select(OutputLine.From)],
        Other = record.Other?.ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Makes the record that the line holds.</summary>
    /// <param name="missing">The first field without which there is no record; the result is then null.</param>
    public QAServeRecord? ToRecord(out string? missing)
    {
        missing = Missing();
        return missing is not null ? null : new QAServeRecord
        {
            Id = Id!,
            Source = Source,
            Query = Query!,
            InputTokens = InputTokens,
            Answer = Answer,
            Outputs = Array.AsReadOnly(Array.ConvertAll(Outputs!, output => output!.ToOutput())),
            Other = Other,
        };
    }

    private string? Missing()
    {
        if (Id is null)
            return "id";
        if (Query is null)
            return "query";
        if (Outputs is null)
            return "outputs";
        for (var k = 0; k < Outputs.Length; k++)
        {
            if (Outputs[k] is not { } output)
                return $"outputs[{k}]";
            if (output.Missing() is { } field)
                return $"outputs[{k}].{field}";
        }

        return null;
    }
}
