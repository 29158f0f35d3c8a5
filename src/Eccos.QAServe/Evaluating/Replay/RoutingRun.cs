namespace Eccos.QAServe;

/// <summary>What a policy decided in one run. It holds no labels.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed record RoutingRun
{
    /// <summary>What the policy is called.</summary>
    public required string Policy { get; init; }

    /// <summary>How it was run.</summary>
    public required ReplayOptions Options { get; init; }

    /// <summary>The queries that count, in the order in which they came: places in the test file.</summary>
    public required IReadOnlyList<int> Order { get; init; }

    /// <summary>The endpoint of each query, by its place in the test file; <see cref="Assignment.Unassigned"/> where none was taken.</summary>
    public required IReadOnlyList<int> EndpointOf { get; init; }

    /// <summary>The mean success probability predicted of the choices; 0 when there are none.</summary>
    public required double PredictedSuccess { get; init; }

    /// <summary>The mean cost predicted of the choices in USD; 0 when there are none.</summary>
    public required double PredictedCostUsd { get; init; }

    /// <summary>The choices of an endpoint that was full; 0 when all limits were kept.</summary>
    public required int OverLimit { get; init; }

    /// <summary>The time the policy took for each decision that counts, in their order: one for a window, or for a single query of a stream.</summary>
    public required IReadOnlyList<TimeSpan> DecisionTimes { get; init; }

    /// <summary>The queries that no endpoint serves.</summary>
    public int Unassigned => EndpointOf.Count(j => j < 0);

    /// <summary>The windows of the run, each the places of its queries in the test file; the last may be shorter.</summary>
    public IEnumerable<IReadOnlyList<int>> Windows => Order.Chunk(Options.Window);
}
