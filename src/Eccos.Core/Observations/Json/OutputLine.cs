using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>An output as it stands in a line of a file, where any field may be missing.</summary>
internal sealed class OutputLine
{
    [JsonPropertyName("model")]
    public string? Model { get; set; }

    [JsonPropertyName("correct")]
    public double? Correct { get; set; }

    [JsonPropertyName("input_tokens")]
    public int? InputTokens { get; set; }

    [JsonPropertyName("output_tokens")]
    public int? OutputTokens { get; set; }

    [JsonPropertyName("cost_usd")]
    public double? CostUsd { get; set; }

    [JsonPropertyName("response")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Response { get; set; }

    [JsonPropertyName("latency_ms")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LatencyMs { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    public static OutputLine From(QAServeOutput output) => new()
    {
        Model = output.Endpoint,
        Correct = output.Correct,
        InputTokens = output.InputTokens,
        OutputTokens = output.OutputTokens,
        CostUsd = output.CostUsd,
        Response = output.Response,
        LatencyMs = output.LatencyMs,
        Other = output.Other?.ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>The first field without which there is no output; null when all are there.</summary>
    public string? Missing() => Model is null ? "model" : Correct is null ? "correct" : null;

    public QAServeOutput ToOutput() => new()
    {
        Endpoint = Model!,
        Correct = Correct!.Value,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        CostUsd = CostUsd,
        Response = Response,
        LatencyMs = LatencyMs,
        Other = Other,
    };
}
