using System.Text.Json;

namespace Eccos.Observations;

/// <summary>What one endpoint made of a query.</summary>
public sealed record QAServeOutput
{
    /// <summary>The endpoint's name; "model" in the file.</summary>
    public required string Endpoint { get; init; }

    /// <summary>How correct the answer was, from 0, wrong, to 1, right.</summary>
    public required double Correct { get; init; }

    /// <summary>The input tokens of the request; <see langword="null"/> when not recorded.</summary>
    public int? InputTokens { get; init; }

    /// <summary>The output tokens of the answer; <see langword="null"/> when not recorded.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The cost of the request in USD; <see langword="null"/> when not recorded.</summary>
    public double? CostUsd { get; init; }

    /// <summary>The text of the answer; <see langword="null"/> when not kept.</summary>
    public string? Response { get; init; }

    /// <summary>The time to the whole answer in milliseconds; <see langword="null"/> when not recorded.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Fields of the file that have no property here; written back as they were read.</summary>
    /// <value><see langword="null"/> when there are none.</value>
    public IReadOnlyDictionary<string, JsonElement>? Other { get; init; }
}
