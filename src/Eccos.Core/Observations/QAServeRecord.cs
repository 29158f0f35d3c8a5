using System.Text.Json;

namespace Eccos.Observations;

/// <summary>One observation of QAServe: a query and what each of the endpoints that were asked made of it.</summary>
public sealed record QAServeRecord
{
    /// <summary>Names the record; unique in its file.</summary>
    public required string Id { get; init; }

    /// <summary>Where the query comes from, such as a benchmark and its subject; <see langword="null"/> when not recorded.</summary>
    public string? Source { get; init; }

    /// <summary>The text of the query.</summary>
    public required string Query { get; init; }

    /// <summary>The input tokens of the query alone; <see langword="null"/> when not recorded.</summary>
    public int? InputTokens { get; init; }

    /// <summary>The expected answer; <see langword="null"/> when not kept.</summary>
    public string? Answer { get; init; }

    /// <summary>One entry for each endpoint that was asked; an endpoint that was not asked has none.</summary>
    public required IReadOnlyList<QAServeOutput> Outputs { get; init; }

    /// <summary>Fields of the file that have no property here; written back as they were read.</summary>
    /// <value><see langword="null"/> when there are none.</value>
    public IReadOnlyDictionary<string, JsonElement>? Other { get; init; }

    /// <summary>The record's query, ready to be scheduled.</summary>
    /// <returns>A query with the record's id, text and input tokens.</returns>
    public Query ToQuery() => new(Id, Query) { InputTokens = InputTokens };
}
