namespace Eccos;

/// <summary>Claims capacity for one scheduler and makes a lease of what is granted.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class LeaseDesk(ICapacityLedger ledger, string scheduler, TimeProvider time)
{
    private readonly long _origin = Origin(scheduler, time);
    private long _sequence;

    public ICapacityLedger Ledger => ledger;

    /// <summary>The scheduler whose limits apply.</summary>
    public string Scheduler => scheduler;

    /// <summary>A new claim, which names a new reservation.</summary>
    public CapacityClaim Claim(Query query, Endpoint endpoint, double tokens, double costUsd) =>
        new(new PlacementId(_origin, Interlocked.Increment(ref _sequence)), scheduler, endpoint.Name, tokens, costUsd, query.BudgetKey);

    /// <summary>The lease of a claim that was granted.</summary>
    public Lease Lease(in CapacityClaim claim, Endpoint endpoint) => new(ledger, claim.Id, endpoint);

    // FNV-1a of what tells two schedulers apart, be it on different machines or of the same name in processes that follow each other.
    private static long Origin(string scheduler, TimeProvider time)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in $"{Environment.MachineName}/{Environment.ProcessId}/{time.GetUtcNow().UtcTicks}/{scheduler}")
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return unchecked((long)hash);
    }
}
