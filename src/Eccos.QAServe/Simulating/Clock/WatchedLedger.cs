namespace Eccos.QAServe;

/// <summary>A ledger that knows what it has granted, and who waits for a change of it.</summary>
internal sealed class WatchedLedger(CapacityLedger ledger) : ICapacityLedger, IDisposable
{
    private volatile Wait? _last;
    private long _granted;

    /// <summary>The claims granted so far.</summary>
    public long Granted => Volatile.Read(ref _granted);

    /// <summary>The wait of who asked last, as long as nothing has changed that ends it.</summary>
    public async ValueTask<object?> WaitingAsync() =>
        _last is { Change.IsCompleted: false } last && last.Seen >= (await ledger.GetFreeAsync("", []).ConfigureAwait(false)).Version ? last : null;

    public event EventHandler<ReservationExpiredEventArgs>? Expired
    {
        add => ledger.Expired += value;
        remove => ledger.Expired -= value;
    }

    public ValueTask ConfigureAsync(CapacityLimits limits, CancellationToken cancellationToken = default) => ledger.ConfigureAsync(limits, cancellationToken);

    public async ValueTask<CapacityAnswer> TryReserveAsync(CapacityClaim claim, CancellationToken cancellationToken = default) =>
        Counted(await ledger.TryReserveAsync(claim, cancellationToken).ConfigureAwait(false), 1);

    public async ValueTask<CapacityAnswer> TryReserveAsync(ReadOnlyMemory<CapacityClaim> claims, CancellationToken cancellationToken = default) =>
        Counted(await ledger.TryReserveAsync(claims, cancellationToken).ConfigureAwait(false), claims.Length);

    public ValueTask<bool> CompleteAsync(PlacementId id, CapacityUsage usage, CancellationToken cancellationToken = default) => ledger.CompleteAsync(id, usage, cancellationToken);

    public ValueTask<FreeCapacity> GetFreeAsync(string scheduler, IReadOnlyCollection<string> budgetKeys, CancellationToken cancellationToken = default) =>
        ledger.GetFreeAsync(scheduler, budgetKeys, cancellationToken);

    public ValueTask<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken = default)
    {
        var change = ledger.WaitForChangeAsync(seen, cancellationToken).AsTask();
        _last = new Wait(change, seen);
        return new ValueTask<long>(change);
    }

    public void Dispose() => ledger.Dispose();

    private CapacityAnswer Counted(CapacityAnswer answer, int claims)
    {
        if (answer.IsGranted)
            Interlocked.Add(ref _granted, claims);
        return answer;
    }

    private sealed record Wait(Task Change, long Seen);
}
