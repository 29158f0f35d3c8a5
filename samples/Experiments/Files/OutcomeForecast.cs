namespace Eccos.Experiments.Files;

/// <summary>What routing reads of a line of predictions.jsonl, whoever wrote it.</summary>
internal sealed record OutcomeForecast
{
    public required string QueryId { get; init; }

    /// <summary>The endpoint's name.</summary>
    public required string Model { get; init; }

    public required double Success { get; init; }

    /// <summary>USD; null where none is predicted.</summary>
    public required double? CostUsd { get; init; }
}
