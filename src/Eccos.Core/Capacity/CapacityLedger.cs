namespace Eccos;

/// <summary>The ledger of one process.</summary>
/// <remarks>
/// Safe for use from any thread; every member answers at once, without waiting for anything but the lock of a few additions. Granting a
/// claim and completing it allocate nothing beyond the growth of its tables.
/// </remarks>
public sealed class CapacityLedger : ICapacityLedger, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Func<TimeSpan, long> _units;
    private readonly CapacityBooks _books;
    private readonly ChangeSignal _changes;
    private readonly LeaseClock _leases;

    /// <summary>Makes a ledger that knows no endpoints yet; schedulers tell it theirs.</summary>
    /// <param name="timeProvider">The clock of windows and lease lifetimes; <see langword="null"/> for the system's.</param>
    public CapacityLedger(TimeProvider? timeProvider = null)
    {
        _time = timeProvider ?? TimeProvider.System;
        _units = span => (long)(span.TotalSeconds * _time.TimestampFrequency);
        _books = new CapacityBooks(_units);
        _changes = new ChangeSignal(_time, RoomAgain);
        _leases = new LeaseClock(_time, Expire);
    }

    /// <inheritdoc/>
    public event EventHandler<ReservationExpiredEventArgs>? Expired;

    /// <summary>The budget keys that are remembered.</summary>
    internal int BudgetKeyCount
    {
        get
        {
            lock (_lock)
            {
                return _books.BudgetKeyCount;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask ConfigureAsync(CapacityLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _books.Configure(limits);
            _leases.Lifetime = limits.LeaseLifetime;
            _changes.Raise();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<CapacityAnswer> TryReserveAsync(CapacityClaim claim, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(TryReserve(claim, _time.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public ValueTask<CapacityAnswer> TryReserveAsync(ReadOnlyMemory<CapacityClaim> claims, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var held = _books.Count;
            foreach (var claim in claims.Span)
            {
                var answer = TryReserve(claim, now);
                if (answer.IsGranted)
                    continue;

                // Nobody has seen what this batch took, for the lock was never let go.
                _books.TakeBack(held, now);
                return ValueTask.FromResult(answer);
            }

            return ValueTask.FromResult(Granted());
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(PlacementId id, CapacityUsage usage, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var known = _books.Complete(id, usage, _time.GetTimestamp());
            if (known)
                _changes.Raise();
            return ValueTask.FromResult(known);
        }
    }

    /// <inheritdoc/>
    public ValueTask<FreeCapacity> GetFreeAsync(string scheduler, IReadOnlyCollection<string> budgetKeys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentNullException.ThrowIfNull(budgetKeys);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(_books.Free(scheduler, budgetKeys, _time.GetTimestamp(), _changes.Version));
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return _changes.Version > seen
                ? ValueTask.FromResult(_changes.Version)
                : new ValueTask<long>(_changes.Wait(_time.GetTimestamp()).WaitAsync(cancellationToken));
        }
    }

    /// <summary>Stops the ledger's timers. Reservations can still be completed; they no longer expire.</summary>
    public void Dispose()
    {
        _changes.Dispose();
        _leases.Dispose();
    }

    private CapacityAnswer TryReserve(in CapacityClaim claim, long now)
    {
        var refusal = _books.TryReserve(claim, now);
        if (refusal.Kind != CapacityKind.None)
            return Refused(refusal, now);
        _leases.Start();
        return Granted();
    }

    private CapacityAnswer Granted() => new(CapacityKind.None, null, null, _changes.Version);

    private CapacityAnswer Refused(in CapacityRefusal refusal, long now)
    {
        var retryAfter = refusal.Kind == CapacityKind.Concurrency ? (TimeSpan?)null : Timeout.InfiniteTimeSpan;
        if (refusal.Window?.FitsAfter(refusal.Amount, now) is { } after)
        {
            _changes.RoomAt(now + after, now);
            retryAfter = _time.GetElapsedTime(0, after);
        }

        return new CapacityAnswer(refusal.Kind, refusal.Name, retryAfter, _changes.Version);
    }

    private void RoomAgain()
    {
        lock (_lock)
        {
            _changes.Raise();
        }
    }

    private void Expire()
    {
        List<ReservationExpiredEventArgs> expired;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var lifetime = _units(_leases.Lifetime);
            expired = _books.Expire(now, lifetime).ConvertAll(forgotten => new ReservationExpiredEventArgs(
                forgotten.Id,
                forgotten.Endpoint.Name,
                forgotten.BudgetKey,
                _time.GetElapsedTime(forgotten.Since, now)));
            if (expired.Count > 0)
                _changes.Raise();
            _leases.Next(_books.OldestSince is { } since ? _time.GetElapsedTime(now, since + lifetime) : null);
        }

        foreach (var reservation in expired)
            Expired?.Invoke(this, reservation);
    }
}
