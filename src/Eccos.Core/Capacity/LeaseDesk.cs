namespace Eccos;

/// <summary>Gets leases for one scheduler: an endpoint that is in health admits the request, the ledger grants its claim, or there is no lease.</summary>
/// <remarks>Safe for use from any thread. With a ledger of this process it answers at once, and allocates the lease alone.</remarks>
internal sealed class LeaseDesk(ICapacityLedger ledger, string scheduler, HealthRegistry health, TimeProvider time)
{
    private readonly long _origin = OriginOf(scheduler, time);
    private long _sequence;
    private long _batches;
    private long _lifetimeTicks = TimeSpan.FromMinutes(10).Ticks;

    public ICapacityLedger Ledger => ledger;

    /// <summary>The scheduler whose limits apply.</summary>
    public string Scheduler => scheduler;

    /// <summary>Is told what leases are settled with, in USD.</summary>
    public Action<Endpoint, double>? Charged { get; set; }

    /// <summary>The health of the endpoints.</summary>
    public HealthRegistry Health => health;

    /// <summary>How long a lease may be held.</summary>
    public TimeSpan LeaseLifetime
    {
        get => new(Volatile.Read(ref _lifetimeTicks));
        set => Volatile.Write(ref _lifetimeTicks, value.Ticks);
    }

    /// <summary>The requests that an endpoint's health lets through now; null for no limit.</summary>
    public int? Room(string endpoint) => health[endpoint].Room(LeaseLifetime);

    /// <summary>Names the next batch of this scheduler, as no other batch is named.</summary>
    public string NextBatchId() => new PlacementId(_origin, Interlocked.Increment(ref _batches)).ToString();

    /// <summary>Whether an id was given out here.</summary>
    public bool IsOwn(PlacementId id) => id.Origin == _origin;

    /// <summary>Gets a lease for one query on one endpoint, or the reason why there is none.</summary>
    public ValueTask<(CapacityAnswer Answer, Lease? Lease)> TryLeaseAsync(
        Query query,
        Endpoint endpoint,
        double tokens,
        double costUsd,
        CancellationToken cancellationToken = default)
    {
        if (!health[endpoint.Name].TryEnter(LeaseLifetime, out var ticket, out var retryAfter))
            return ValueTask.FromResult((Out(endpoint, retryAfter), default(Lease)));
        var claim = Claim(query, endpoint, tokens, costUsd);
        ValueTask<CapacityAnswer> asked;
        try
        {
            asked = ledger.TryReserveAsync(claim, cancellationToken);
        }
        catch
        {
            ticket.Leave();
            throw;
        }

        if (!asked.IsCompletedSuccessfully)
            return AwaitedAsync(asked, claim, endpoint, ticket);
        var answer = asked.Result;
        return ValueTask.FromResult((answer, LeaseOf(answer, claim, endpoint, ticket)));
    }

    /// <summary>Gets leases for a batch: all of them, or none and the reason why.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>The leases in the order of what is wanted; empty when there are none.</returns>
    public async ValueTask<(CapacityAnswer Answer, Lease[] Leases)> TryLeaseAsync(
        IReadOnlyList<(Query Query, Endpoint Endpoint, double Tokens, double CostUsd)> wanted,
        CancellationToken cancellationToken = default)
    {
        var tickets = new List<HealthTicket>(wanted.Count);
        var isGranted = false;
        try
        {
            var claims = new CapacityClaim[wanted.Count];
            for (var i = 0; i < claims.Length; i++)
            {
                var (query, endpoint, tokens, costUsd) = wanted[i];
                if (!health[endpoint.Name].TryEnter(LeaseLifetime, out var ticket, out var retryAfter))
                    return (Out(endpoint, retryAfter), []);
                tickets.Add(ticket);
                claims[i] = Claim(query, endpoint, tokens, costUsd);
            }

            var answer = await ledger.TryReserveAsync(claims, cancellationToken).ConfigureAwait(false);
            isGranted = answer.IsGranted;
            return (answer, isGranted ? [.. claims.Select((claim, i) => new Lease(ledger, claim.Id, wanted[i].Endpoint, tickets[i], Charged))] : []);
        }
        finally
        {
            if (!isGranted)
                tickets.ForEach(ticket => ticket.Leave());
        }
    }

    private async ValueTask<(CapacityAnswer Answer, Lease? Lease)> AwaitedAsync(ValueTask<CapacityAnswer> asked, CapacityClaim claim, Endpoint endpoint, HealthTicket ticket)
    {
        try
        {
            var answer = await asked.ConfigureAwait(false);
            return (answer, LeaseOf(answer, claim, endpoint, ticket));
        }
        catch
        {
            ticket.Leave();
            throw;
        }
    }

    private Lease? LeaseOf(in CapacityAnswer answer, in CapacityClaim claim, Endpoint endpoint, HealthTicket ticket)
    {
        if (answer.IsGranted)
            return new Lease(ledger, claim.Id, endpoint, ticket, Charged);
        ticket.Leave();
        return null;
    }

    private CapacityClaim Claim(Query query, Endpoint endpoint, double tokens, double costUsd) =>
        new(new PlacementId(_origin, Interlocked.Increment(ref _sequence)), scheduler, endpoint.Name, tokens, costUsd, query.BudgetKey);

    private static CapacityAnswer Out(Endpoint endpoint, TimeSpan retryAfter) => new(CapacityKind.EndpointOut, endpoint.Name, retryAfter, long.MaxValue);

    // FNV-1a of what tells two schedulers apart, be it on different machines or of the same name in processes that follow each other.
    private static long OriginOf(string scheduler, TimeProvider time)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in $"{Environment.MachineName}/{Environment.ProcessId}/{time.GetUtcNow().UtcTicks}/{scheduler}")
            hash = unchecked((hash ^ character) * 1099511628211UL);
        return unchecked((long)hash);
    }
}
