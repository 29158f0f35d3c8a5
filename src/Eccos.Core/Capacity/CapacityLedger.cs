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
    private readonly Dictionary<string, EndpointMeters> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WindowMeter> _schedulers = new(StringComparer.Ordinal);
    private readonly BudgetMeters _budgets = new();
    private readonly ReservationTable _reservations = new();
    private readonly ChangeSignal _changes;
    private readonly LeaseClock _leases;

    /// <summary>Makes a ledger that knows no endpoints yet; schedulers tell it theirs.</summary>
    /// <param name="timeProvider">The clock of windows and lease lifetimes; <see langword="null"/> for the system's.</param>
    public CapacityLedger(TimeProvider? timeProvider = null)
    {
        _time = timeProvider ?? TimeProvider.System;
        _units = span => (long)(span.TotalSeconds * _time.TimestampFrequency);
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
                return _budgets.Count;
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
            foreach (var endpoint in limits.Endpoints)
            {
                if (!_endpoints.TryGetValue(endpoint.Name, out var meters))
                    _endpoints.Add(endpoint.Name, meters = new EndpointMeters(endpoint.Name));
                meters.Configure(endpoint, _units);
            }

            if (_schedulers.TryGetValue(limits.Scheduler, out var spend))
                spend.Configure(null, spend.Window);
            else if (limits.Spend is not null)
                _schedulers.Add(limits.Scheduler, spend = new WindowMeter());
            if (limits.Spend is { } most)
                spend!.Configure(Amount.LimitUsd(most.Usd), _units(most.Window));
            _budgets.Configure(limits, _units);
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
            var held = _reservations.Count;
            foreach (var claim in claims.Span)
            {
                var answer = TryReserve(claim, now);
                if (answer.IsGranted)
                    continue;

                // What this batch took stands at the end of the table; nobody has seen it, for the lock was never let go.
                while (_reservations.Count > held && _reservations.TryPeekNewest(out var newest))
                    Complete(newest.Id, CapacityUsage.NotSent, now);
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
            var known = Complete(id, usage, _time.GetTimestamp());
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
            var now = _time.GetTimestamp();
            var endpoints = new Dictionary<string, EndpointCapacity>(_endpoints.Count, StringComparer.Ordinal);
            foreach (var (name, meters) in _endpoints)
                endpoints.Add(name, meters.Free(now));
            var budgets = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var key in budgetKeys)
            {
                if (_budgets.Of(key, now, _units)?.Free(now) is { } units)
                    budgets[key] = Usd(units);
            }

            return ValueTask.FromResult(new FreeCapacity
            {
                Endpoints = endpoints,
                SpendUsd = _schedulers.GetValueOrDefault(scheduler)?.Free(now) is { } left ? Usd(left) : null,
                Budgets = budgets,
                Version = _changes.Version,
            });
        }

        static double Usd(long units) => Amount.ToUsd(Math.Max(units, 0));
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
        if (_reservations.Contains(claim.Id))
            return Granted();
        if (!_endpoints.TryGetValue(claim.Endpoint, out var endpoint))
            return new CapacityAnswer(CapacityKind.UnknownEndpoint, claim.Endpoint, Timeout.InfiniteTimeSpan, _changes.Version);
        var scheduler = _schedulers.Count == 0 ? null : _schedulers.GetValueOrDefault(claim.Scheduler);
        var key = claim.BudgetKey is { } name ? _budgets.Of(name, now, _units) : null;
        var tokens = Amount.ClaimedTokens(claim.Tokens);
        var usd = Amount.ClaimedUsd(claim.CostUsd);

        if (!endpoint.HasSlot)
            return new CapacityAnswer(CapacityKind.Concurrency, endpoint.Name, null, _changes.Version);
        if (!endpoint.Requests.Fits(1, now))
            return Refused(CapacityKind.RequestsPerMinute, endpoint.Name, endpoint.Requests, 1, now);
        if (!endpoint.Tokens.Fits(tokens, now))
            return Refused(CapacityKind.TokensPerMinute, endpoint.Name, endpoint.Tokens, tokens, now);
        if (!endpoint.Spend.Fits(usd, now))
            return Refused(CapacityKind.EndpointSpend, endpoint.Name, endpoint.Spend, usd, now);
        if (scheduler?.Fits(usd, now) == false)
            return Refused(CapacityKind.SchedulerSpend, claim.Scheduler, scheduler, usd, now);
        if (key?.Fits(usd, now) == false)
            return Refused(CapacityKind.BudgetKeySpend, claim.BudgetKey!, key, usd, now);

        endpoint.InFlight++;
        scheduler?.Holders += 1;
        key?.Holders += 1;
        _reservations.Add(new Reservation
        {
            Id = claim.Id,
            Endpoint = endpoint,
            SchedulerSpend = scheduler,
            KeySpend = key,
            BudgetKey = claim.BudgetKey,
            Tokens = tokens,
            Usd = usd,
            RequestEntry = endpoint.Requests.Add(1, now),
            TokenEntry = endpoint.Tokens.Add(tokens, now),
            EndpointSpendEntry = endpoint.Spend.Add(usd, now),
            SchedulerSpendEntry = scheduler?.Add(usd, now) ?? WindowMeter.NoEntry,
            KeySpendEntry = key?.Add(usd, now) ?? WindowMeter.NoEntry,
            Since = now,
        });
        _leases.Start();
        return Granted();
    }

    private bool Complete(PlacementId id, CapacityUsage usage, long now)
    {
        // Before anything is taken out: wrong amounts change nothing.
        var (tokens, usd) = (Amount.UsedTokens(usage.Tokens, 0), Amount.UsedUsd(usage.CostUsd, 0));
        if (!_reservations.TryRemove(id, out var held))
            return false;
        if (!held.IsExpired)
            held.Endpoint.InFlight--;
        if (usage.IsUnsent)
            held.Endpoint.Requests.Correct(held.RequestEntry, -1, now);
        if (usage.Tokens is not null)
            held.Endpoint.Tokens.Correct(held.TokenEntry, tokens - held.Tokens, now);
        if (usage.CostUsd is not null)
        {
            held.Endpoint.Spend.Correct(held.EndpointSpendEntry, usd - held.Usd, now);
            held.SchedulerSpend?.Correct(held.SchedulerSpendEntry, usd - held.Usd, now);
            held.KeySpend?.Correct(held.KeySpendEntry, usd - held.Usd, now);
        }

        held.SchedulerSpend?.Holders -= 1;
        held.KeySpend?.Holders -= 1;
        return true;
    }

    private CapacityAnswer Granted() => new(CapacityKind.None, null, null, _changes.Version);

    private CapacityAnswer Refused(CapacityKind kind, string name, WindowMeter meter, long amount, long now)
    {
        if (amount < 0)
            return new CapacityAnswer(CapacityKind.Unknown, name, Timeout.InfiniteTimeSpan, _changes.Version);
        if (meter.FitsAfter(amount, now) is not { } after)
            return new CapacityAnswer(kind, name, Timeout.InfiniteTimeSpan, _changes.Version);
        _changes.RoomAt(now + after, now);
        return new CapacityAnswer(kind, name, _time.GetElapsedTime(0, after), _changes.Version);
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
        List<ReservationExpiredEventArgs> expired = [];
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var lifetime = _units(_leases.Lifetime);
            while (_reservations.TryPeekOldest(out var oldest) && now - oldest.Since >= lifetime)
                Expire(oldest, now, expired);
            if (expired.Count > 0)
                _changes.Raise();
            _leases.Next(_reservations.TryPeekOldest(out var next) ? _time.GetElapsedTime(now, next.Since + lifetime) : null);
        }

        foreach (var reservation in expired)
            Expired?.Invoke(this, reservation);
    }

    // What it was expected to use stays charged. It is remembered for another lifetime, so that a late completion corrects the charge.
    private void Expire(Reservation reservation, long now, List<ReservationExpiredEventArgs> expired)
    {
        _reservations.TryRemove(reservation.Id, out _);
        if (reservation.IsExpired)
        {
            reservation.SchedulerSpend?.Holders -= 1;
            reservation.KeySpend?.Holders -= 1;
            return;
        }

        expired.Add(new ReservationExpiredEventArgs(
            reservation.Id,
            reservation.Endpoint.Name,
            reservation.BudgetKey,
            _time.GetElapsedTime(reservation.Since, now)));
        reservation.Endpoint.InFlight--;
        reservation.IsExpired = true;
        reservation.Since = now;
        _reservations.Add(reservation);
    }
}
