using System.Text.Json.Serialization;

namespace Eccos.Experiments.Files;

/// <summary>A line of predictions.jsonl: what is expected of one endpoint on one query.</summary>
/// <param name="QueryId">The record's id.</param>
/// <param name="Model">The endpoint's name.</param>
/// <param name="Success">The success probability a_ij.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="CostUsd">The expected cost c_ij in USD.</param>
/// <param name="OutputTokens">The expected output tokens; null where none are predicted.</param>
internal sealed record PredictionLine(
    string QueryId,
    string Model,
    double Success,
    [property: JsonPropertyName("stderr")] double StandardError,
    double CostUsd,
    double? OutputTokens);
