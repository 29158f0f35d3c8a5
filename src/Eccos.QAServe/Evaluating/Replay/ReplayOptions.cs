namespace Eccos.QAServe;

/// <summary>How a policy is run over test queries.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record ReplayOptions
{
    /// <summary>How queries come to be decided.</summary>
    /// <value><see cref="RoutingSetting.Batch"/> by default.</value>
    public RoutingSetting Setting { get; init; }

    /// <summary>The queries decided together, or, in the streaming setting, the queries in flight at once.</summary>
    /// <value>1 or more; 256 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Window { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Window), value, "A window holds 1 query or more."); } = 256;

    /// <summary>The workload limit of every endpoint, in even shares of a window: F x window / endpoints requests, rounded up.</summary>
    /// <value>Greater than 0; <see langword="null"/> for no limit; 1.25 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">0 or less.</exception>
    public decimal? Capacity
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Capacity), value, "The capacity is greater than 0, or null for no limit.");
    } = 1.25m;

    /// <summary>
    /// The first queries of the list that come before all others and are not counted: a stream that has been running for a while, with slots in use
    /// and prices found, when the counting begins.
    /// </summary>
    /// <value>0, the default, or more.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int WarmUp { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(WarmUp), value, "The queries of the warm-up are 0 or more."); }

    /// <summary>Draws the order in which the queries come.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The requests each endpoint takes of so many queries.</summary>
    /// <param name="queries">The queries decided together or in flight at once.</param>
    /// <param name="endpoints">The endpoints, 1 or more.</param>
    /// <returns><see cref="Capacity"/> x queries / endpoints, rounded up, and not above the queries; <see langword="null"/> for no limit.</returns>
    public int? Limit(int queries, int endpoints) => Capacity is { } factor ? (int)Math.Min(queries, Math.Ceiling(factor * queries / endpoints)) : null;
}
