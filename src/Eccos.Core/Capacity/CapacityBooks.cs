namespace Eccos;

/// <summary>What a ledger has written down: what is in use of every limit, and by which reservations.</summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
/// <param name="units">A span in units of the timestamps that it is told.</param>
internal sealed class CapacityBooks(Func<TimeSpan, long> units)
{
    private readonly Dictionary<string, EndpointMeters> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WindowMeter> _schedulers = new(StringComparer.Ordinal);
    private readonly BudgetMeters _budgets = new();
    private readonly ReservationTable _reservations = new();

    /// <summary>The reservations, those included that have expired and may still be completed.</summary>
    public int Count => _reservations.Count;

    /// <summary>When the oldest of them was reserved or expired; null when there is none.</summary>
    public long? OldestSince => _reservations.TryPeekOldest(out var oldest) ? oldest.Since : null;

    /// <summary>The budget keys that are remembered.</summary>
    public int BudgetKeyCount => _budgets.Count;

    /// <summary>Sets the limits of a scheduler.</summary>
    public void Configure(CapacityLimits limits)
    {
        foreach (var endpoint in limits.Endpoints)
        {
            if (!_endpoints.TryGetValue(endpoint.Name, out var meters))
                _endpoints.Add(endpoint.Name, meters = new EndpointMeters(endpoint.Name));
            meters.Configure(endpoint, units);
        }

        if (_schedulers.TryGetValue(limits.Scheduler, out var spend))
            spend.Configure(null, spend.Window);
        else if (limits.Spend is not null)
            _schedulers.Add(limits.Scheduler, spend = new WindowMeter());
        if (limits.Spend is { } most)
            spend!.Configure(Amount.LimitUsd(most.Usd), units(most.Window));
        _budgets.Configure(limits, units);
    }

    /// <summary>Reserves all that a claim asks for, or nothing.</summary>
    /// <returns>What refuses it.</returns>
    public CapacityRefusal TryReserve(in CapacityClaim claim, long now)
    {
        if (_reservations.Contains(claim.Id))
            return default;
        if (!_endpoints.TryGetValue(claim.Endpoint, out var endpoint))
            return new CapacityRefusal(CapacityKind.UnknownEndpoint, claim.Endpoint);
        var scheduler = _schedulers.Count == 0 ? null : _schedulers.GetValueOrDefault(claim.Scheduler);
        var key = claim.BudgetKey is { } name ? _budgets.Of(name, now, units) : null;
        var tokens = Amount.ClaimedTokens(claim.Tokens);
        var usd = Amount.ClaimedUsd(claim.CostUsd);

        if (!endpoint.HasSlot)
            return new CapacityRefusal(CapacityKind.Concurrency, endpoint.Name);
        if (!endpoint.Requests.Fits(1, now))
            return Refused(CapacityKind.RequestsPerMinute, endpoint.Name, endpoint.Requests, 1);
        if (!endpoint.Tokens.Fits(tokens, now))
            return Refused(CapacityKind.TokensPerMinute, endpoint.Name, endpoint.Tokens, tokens);
        if (!endpoint.Spend.Fits(usd, now))
            return Refused(CapacityKind.EndpointSpend, endpoint.Name, endpoint.Spend, usd);
        if (scheduler?.Fits(usd, now) == false)
            return Refused(CapacityKind.SchedulerSpend, claim.Scheduler, scheduler, usd);
        if (key?.Fits(usd, now) == false)
            return Refused(CapacityKind.BudgetKeySpend, claim.BudgetKey!, key, usd);

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
        return default;
    }

    /// <summary>Takes back what was reserved last, until there are no more reservations than there were.</summary>
    public void TakeBack(int count, long now)
    {
        while (_reservations.Count > count && _reservations.TryPeekNewest(out var newest))
            Complete(newest.Id, CapacityUsage.NotSent, now);
    }

    /// <summary>Ends a reservation.</summary>
    /// <returns>Whether it was known.</returns>
    public bool Complete(PlacementId id, CapacityUsage usage, long now)
    {
        // Before anything is taken out: wrong amounts change nothing.
        var (tokens, usd) = (Amount.UsedTokens(usage.Tokens), Amount.UsedUsd(usage.CostUsd));
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

        LetGo(held);
        return true;
    }

    /// <summary>Gives back the slots of those that are too old. What they were expected to use stays charged.</summary>
    /// <returns>Those that expired now, as they were before.</returns>
    public List<Reservation> Expire(long now, long lifetime)
    {
        List<Reservation> expired = [];
        while (_reservations.TryPeekOldest(out var oldest) && now - oldest.Since >= lifetime)
        {
            _reservations.TryRemove(oldest.Id, out _);
            if (oldest.IsExpired)
            {
                LetGo(oldest);
                continue;
            }

            // It is remembered for another lifetime, so that a late completion corrects the charge.
            expired.Add(oldest);
            oldest.Endpoint.InFlight--;
            oldest.IsExpired = true;
            oldest.Since = now;
            _reservations.Add(oldest);
        }

        return expired;
    }

    /// <summary>What is free now.</summary>
    public FreeCapacity Free(string scheduler, IReadOnlyCollection<string> budgetKeys, long now, long version)
    {
        var endpoints = new Dictionary<string, EndpointCapacity>(_endpoints.Count, StringComparer.Ordinal);
        foreach (var (name, meters) in _endpoints)
            endpoints.Add(name, meters.Free(now));
        var budgets = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var key in budgetKeys)
        {
            if (_budgets.Of(key, now, units)?.Free(now) is { } left)
                budgets[key] = Usd(left);
        }

        return new FreeCapacity
        {
            Endpoints = endpoints,
            SpendUsd = _schedulers.GetValueOrDefault(scheduler)?.Free(now) is { } spend ? Usd(spend) : null,
            Budgets = budgets,
            Version = version,
        };

        static double Usd(long left) => Amount.ToUsd(Math.Max(left, 0));
    }

    private static CapacityRefusal Refused(CapacityKind kind, string name, WindowMeter window, long amount) =>
        amount < 0 ? new CapacityRefusal(CapacityKind.Unknown, name) : new CapacityRefusal(kind, name, window, amount);

    private static void LetGo(in Reservation reservation)
    {
        reservation.SchedulerSpend?.Holders -= 1;
        reservation.KeySpend?.Holders -= 1;
    }
}
