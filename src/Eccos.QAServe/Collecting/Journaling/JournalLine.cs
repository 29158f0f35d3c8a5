using System.Text.Json.Serialization;

namespace Eccos.QAServe;

/// <summary>A line of a journal.</summary>
internal sealed record JournalLine
{
    /// <summary>The first line; it states the version.</summary>
    public const string Start = "start";

    /// <summary>A request is about to be sent.</summary>
    public const string Ask = "ask";

    /// <summary>Its answer.</summary>
    public const string Answer = "answer";

    /// <summary>It failed.</summary>
    public const string Failure = "failure";

    /// <summary>The grade of an answer.</summary>
    public const string Grade = "grade";

    public required string Kind { get; init; }

    /// <summary>The version of the form, in the first line.</summary>
    public int? Version { get; init; }

    /// <summary>True in the first line of a write: all lines before it were on the disk when it was written.</summary>
    public bool? Synced { get; init; }

    /// <summary>Numbers the requests of all runs.</summary>
    public long? Request { get; init; }

    public string? Item { get; init; }

    public string? Endpoint { get; init; }

    /// <summary>What is set aside for a request, its worst case.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>What counts as spent on a request.</summary>
    public double? SpentUsd { get; init; }

    /// <summary>A hash of the prompt, by which an answer to another one is recognised.</summary>
    public string? Prompt { get; init; }

    public string? Response { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>Whether the tokens were counted here because the endpoint did not report them.</summary>
    public bool? TokensCounted { get; init; }

    public double? CostUsd { get; init; }

    public double? LatencyMs { get; init; }

    /// <summary>Why the answer ended, such as "stop" or "length".</summary>
    public string? Finish { get; init; }

    public string? Reason { get; init; }

    public double? Score { get; init; }

    public string? Extracted { get; init; }

    /// <summary>The first thing a line of its kind lacks; null when all is there.</summary>
    [JsonIgnore]
    public string? Missing => Kind switch
    {
        Start => Version is null ? "version" : null,
        Ask => Request is null ? "request" : Item is null ? "item" : Endpoint is null ? "endpoint" : ReservedUsd is null ? "reserved_usd" : null,
        Answer => Request is null ? "request" : Item is null ? "item" : Endpoint is null ? "endpoint" : Response is null ? "response" : SpentUsd is null ? "spent_usd" : Prompt is null ? "prompt" : null,
        Failure => Request is null ? "request" : SpentUsd is null ? "spent_usd" : null,
        Grade => Item is null ? "item" : Endpoint is null ? "endpoint" : Score is null ? "score" : null,
        _ => "kind",
    };
}
