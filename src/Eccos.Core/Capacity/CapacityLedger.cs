namespace Eccos;

/// <summary>Keeps what is free of every endpoint. A reservation takes all it needs or nothing.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class CapacityLedger
{
    private readonly Lock _lock = new();
    private readonly ModelPool _pool;
    private readonly EndpointUsage[] _usage;

    public CapacityLedger(ModelPool pool, TimeProvider time)
    {
        _pool = pool;
        _usage = [.. pool.Select(endpoint => new EndpointUsage(endpoint, time))];
    }

    /// <summary>What is free now: requests and tokens per endpoint, null for no limit.</summary>
    public FreeCapacity Free()
    {
        lock (_lock)
        {
            return new FreeCapacity(
                Array.ConvertAll(_usage, usage => usage.FreeRequests()),
                Array.ConvertAll(_usage, usage => usage.FreeTokens()));
        }
    }

    /// <summary>Reserves a slot and tokens for every query that has an endpoint.</summary>
    /// <param name="endpointOf">The endpoint of each query, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="tokens">The tokens each query is expected to take on each endpoint.</param>
    /// <returns>A lease per query, null where it has no endpoint; null as a whole, nothing being reserved, when not all of it is free.</returns>
    public Lease?[]? TryReserve(IReadOnlyList<int> endpointOf, QueryEndpointMatrix tokens)
    {
        var requests = new int[_pool.Count];
        var expected = new double[_pool.Count];
        for (var i = 0; i < endpointOf.Count; i++)
        {
            if (endpointOf[i] is >= 0 and var j)
            {
                requests[j]++;
                expected[j] += tokens[i, j];
            }
        }

        lock (_lock)
        {
            for (var j = 0; j < _usage.Length; j++)
            {
                if (requests[j] == 0)
                    continue;
                if (requests[j] > _usage[j].FreeRequests() || Exceeds(expected[j], _usage[j].FreeTokens()))
                    return null;
            }

            var leases = new Lease?[endpointOf.Count];
            for (var i = 0; i < leases.Length; i++)
            {
                if (endpointOf[i] is >= 0 and var j)
                    leases[i] = new Lease(this, j, _pool[j], _usage[j].Take(tokens[i, j]));
            }

            return leases;
        }
    }

    public void Release(Lease lease, double? usedTokens)
    {
        lock (_lock)
        {
            lease.Entry.Tokens = usedTokens ?? lease.Entry.Tokens;
            _usage[lease.EndpointIndex].GiveBack();
        }
    }

    // Sums of the same tokens in another order may differ in the last bits; that is no excess.
    private static bool Exceeds(double tokens, double? free) => tokens > free * (1 + 1e-9);
}
