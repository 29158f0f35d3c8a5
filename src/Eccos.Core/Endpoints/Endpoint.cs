namespace Eccos;

/// <summary>One served LLM: its name, prices, limits and facts.</summary>
/// <remarks>
/// An immutable value. It is checked where it enters a <see cref="ModelPool"/>, so that every problem of a pool is reported at once.
/// </remarks>
/// <param name="Name">The name by which records, predictions and schedules refer to the endpoint; unique in its pool, compared ordinally.</param>
public sealed record Endpoint(string Name)
{
    /// <summary>What the endpoint charges.</summary>
    /// <value><see langword="null"/> when unknown: the predictor must then predict the cost itself. Never read as free.</value>
    public TokenPrices? Prices { get; init; }

    /// <summary>The requests the endpoint takes at once, L_j of the formulation.</summary>
    /// <value>1 or more; <see langword="null"/>, the default, for no limit.</value>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>The requests the endpoint takes in one minute.</summary>
    /// <value>1 or more; <see langword="null"/>, the default, for no limit.</value>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The tokens, input and output together, the endpoint takes in one minute.</summary>
    /// <value>1 or more; <see langword="null"/>, the default, for no limit.</value>
    public long? TokensPerMinute { get; init; }

    /// <summary>What may be spent on the endpoint in any span of a given length.</summary>
    /// <value><see langword="null"/>, the default, for no limit.</value>
    public SpendLimit? SpendLimit { get; init; }

    /// <summary>The tokens, input and expected output together, that fit into one request.</summary>
    /// <value>1 or more; <see langword="null"/>, the default, for no limit.</value>
    public int? ContextWindow { get; init; }

    /// <summary>The least part of a batch that the endpoint is to serve: a commitment to its provider.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none. Of N queries at least this part of N, rounded down.</value>
    public double? MinimumShare { get; init; }

    /// <summary>The largest part of a batch that the endpoint may serve.</summary>
    /// <value>0 to 1, not below <see cref="MinimumShare"/>; <see langword="null"/>, the default, for no limit. Of N queries at most this part of N, rounded up.</value>
    public double? MaximumShare { get; init; }

    /// <summary>Capability tags such as "tools" or "vision", compared ordinally and without regard to case.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>Free-form facts such as parameter count and release date; predictors may learn from them.</summary>
    /// <value>Empty by default. Numbers are written in the invariant culture, dates as yyyy-MM or yyyy-MM-dd.</value>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the endpoint carries a tag.</summary>
    /// <param name="tag">The tag, compared ordinally and without regard to case.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether another endpoint is the same, its tags and facts compared one by one; equality compares their collections as objects.</summary>
    internal bool SaysTheSameAs(Endpoint other) =>
        other with { Tags = Tags, Facts = Facts } == this
        && Tags.SequenceEqual(other.Tags, StringComparer.Ordinal)
        && Facts.Count == other.Facts.Count
        && Facts.All(fact => other.Facts.TryGetValue(fact.Key, out var value) && value == fact.Value);
}
