namespace Eccos;

/// <summary>What was spent for each budget key. A key that nobody spends for any more is forgotten.</summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class BudgetMeters
{
    private const int LeastSweep = 1024;
    private readonly Dictionary<string, WindowMeter> _meters = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, SpendLimit> _limits = new Dictionary<string, SpendLimit>();
    private SpendLimit? _default;
    private int _sweepAt = LeastSweep;

    public int Count => _meters.Count;

    public void Configure(IReadOnlyDictionary<string, SpendLimit> limits, SpendLimit? otherwise, Func<TimeSpan, long> units)
    {
        _limits = new Dictionary<string, SpendLimit>(limits, StringComparer.Ordinal);
        _default = otherwise;
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

    private SpendLimit? Limit(string key) => _limits.GetValueOrDefault(key) ?? _default;

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
