namespace Eccos.QAServe;

/// <summary>What a policy is told: the queries to place, what is predicted of them, and how much room the endpoints have.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class RoutingBatch
{
    /// <summary>Describes a batch.</summary>
    /// <param name="queries">N queries.</param>
    /// <param name="success">Predicted success probabilities, N x M, each in [0, 1].</param>
    /// <param name="costUsd">Predicted costs in USD, N x M, each finite and 0 or more.</param>
    /// <param name="freeSlots">The requests each endpoint still takes, M entries, each 0 or more; <see langword="null"/> for no limit.</param>
    /// <param name="position">The queries that came before this batch in the same run, 0 or more.</param>
    /// <exception cref="ArgumentException">Shapes differ, or a value is out of range.</exception>
    public RoutingBatch(IReadOnlyList<Query> queries, QueryEndpointMatrix success, QueryEndpointMatrix costUsd, IReadOnlyList<int?> freeSlots, int position = 0)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(costUsd);
        ArgumentNullException.ThrowIfNull(freeSlots);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (success.QueryCount != queries.Count || costUsd.QueryCount != queries.Count || costUsd.EndpointCount != success.EndpointCount)
        {
            throw new ArgumentException(
                $"{queries.Count} queries, success of {success.QueryCount} x {success.EndpointCount} and costs of {costUsd.QueryCount} x {costUsd.EndpointCount}; the shapes must agree.");
        }

        if (freeSlots.Count != success.EndpointCount || freeSlots.Any(slots => slots < 0))
            throw new ArgumentException($"{freeSlots.Count} entries; there are {success.EndpointCount} endpoints, each with 0 or more free slots, or null for no limit.", nameof(freeSlots));
        Queries = queries;
        Success = success;
        CostUsd = costUsd;
        FreeSlots = freeSlots;
        Position = position;
    }

    /// <summary>The queries, in the order in which they came.</summary>
    public IReadOnlyList<Query> Queries { get; }

    /// <summary>Predicted success probabilities a_ij.</summary>
    public QueryEndpointMatrix Success { get; }

    /// <summary>Predicted costs c_ij in USD.</summary>
    public QueryEndpointMatrix CostUsd { get; }

    /// <summary>The requests each endpoint still takes, in pool order; <see langword="null"/> for no limit.</summary>
    public IReadOnlyList<int?> FreeSlots { get; }

    /// <summary>The queries that came before this batch in the same run.</summary>
    public int Position { get; }
}
