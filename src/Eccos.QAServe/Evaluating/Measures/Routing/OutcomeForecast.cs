namespace Eccos.QAServe;

/// <summary>What routing reads of a line of predictions.jsonl, whoever wrote it.</summary>
public sealed record OutcomeForecast
{
    /// <summary>The record's id.</summary>
    public required string QueryId { get; init; }

    /// <summary>The endpoint's name.</summary>
    public required string Model { get; init; }

    /// <summary>The success probability.</summary>
    public required double Success { get; init; }

    /// <summary>USD; null where none is predicted.</summary>
    public required double? CostUsd { get; init; }
}
