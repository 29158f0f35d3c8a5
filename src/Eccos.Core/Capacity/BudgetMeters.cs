namespace Eccos;

/// <summary>What was spent for each budget key. A key that nobody spends for any more is forgotten.</summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class BudgetMeters
{
    private const int LeastSweep = 1024;
    private readonly Dictionary<string, WindowMeter> _meters = new(StringComparer.Ordinal);

    // What each scheduler has told, the last one first.
    private readonly List<(string Scheduler, Dictionary<string, SpendLimit> Limits, SpendLimit? Default)> _told = [];
    private int _sweepAt = LeastSweep;

    public int Count => _meters.Count;

    /// <summary>Takes the limits of a scheduler in place of those that it told before.</summary>
    public void Configure(CapacityLimits limits, Func<TimeSpan, long> units)
    {
        _told.RemoveAll(told => told.Scheduler == limits.Scheduler);
        _told.Insert(0, (limits.Scheduler, new Dictionary<string, SpendLimit>(limits.Budgets, StringComparer.Ordinal), limits.DefaultBudget));
        foreach (var (key, meter) in _meters)
            Configure(meter, Limit(key), units);
    }

    /// <summary>The meter of a key; null when there is no limit for it.</summary>
    public WindowMeter? Of(string key, long now, Func<TimeSpan, long> units)
    {
        if (_meters.TryGetValue(key, out var meter))
            return meter;
        if (Limit(key) is not { } limit)
            return null;
        if (_meters.Count >= _sweepAt)
            Sweep(now);
        Configure(meter = new WindowMeter(), limit, units);
        _meters.Add(key, meter);
        return meter;
    }

    // Whoever names no limit leaves those of others as they are.
    private SpendLimit? Limit(string key)
    {
        SpendLimit? otherwise = null;
        foreach (var told in _told)
        {
            if (told.Limits.TryGetValue(key, out var limit))
                return limit;
            otherwise ??= told.Default;
        }

        return otherwise;
    }

    private void Sweep(long now)
    {
        foreach (var (key, meter) in _meters)
        {
            meter.Free(now);
            if (meter.IsIdle)
                _meters.Remove(key);
        }

        _sweepAt = Math.Max(LeastSweep, _meters.Count * 2);
    }

    private static void Configure(WindowMeter meter, SpendLimit? limit, Func<TimeSpan, long> units) =>
        meter.Configure(limit is null ? null : Amount.LimitUsd(limit.Usd), limit is null ? meter.Window : units(limit.Window));
}
