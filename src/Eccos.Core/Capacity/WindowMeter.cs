namespace Eccos;

/// <summary>
/// What was used of one limit in the last W units of time (a sliding window): sum = sum of the amounts younger than W.
/// <para>
/// Amounts within W / 512 of each other share an entry and leave when the last of them does. So memory does not grow with the rate of requests,
/// and an amount counts for W at least and for W (1 + 1/512) at most: the limit is kept in every span of W, never loosened.
/// </para>
/// </summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class WindowMeter
{
    /// <summary>The entry of an amount that was not counted, because there was no limit.</summary>
    public const long NoEntry = -1;

    private const int Grains = 512;

    // A ring whose length is a power of two: entry e stands at e mod length, those from _oldest to before _next are in the window.
    private Entry[] _entries = new Entry[8];
    private long _oldest;
    private long _next;
    private long _sum;

    /// <summary>The most the window may hold; null for no limit, and then nothing is counted.</summary>
    public long? Limit { get; private set; }

    /// <summary>W, in units of the time provider's timestamps.</summary>
    public long Window { get; private set; } = 1;

    /// <summary>The reservations that count here and may still be corrected.</summary>
    public int Holders { get; set; }

    /// <summary>Whether nothing is counted, nor can be corrected any more.</summary>
    public bool IsIdle => _oldest == _next && Holders == 0;

    public void Configure(long? limit, long window) => (Limit, Window) = (limit, window);

    /// <summary>What is left now; below 0 when more was used than was claimed. Null for no limit.</summary>
    public long? Free(long now)
    {
        Forget(now);
        return Limit - _sum;
    }

    /// <summary>The part of the limit that is in use now; null for no limit.</summary>
    public double? Load(long now)
    {
        Forget(now);
        return Limit is { } limit ? (double)_sum / Math.Max(limit, 1) : null;
    }

    /// <summary>Whether an amount fits now.</summary>
    public bool Fits(long amount, long now)
    {
        if (Limit is not { } limit)
            return true;
        Forget(now);
        return amount >= 0 && amount <= limit - _sum;
    }

    /// <summary>Counts an amount from now on.</summary>
    /// <returns>Its entry, for <see cref="Correct"/>.</returns>
    public long Add(long amount, long now)
    {
        if (Limit is null)
            return NoEntry;
        _sum += amount;
        if (_oldest < _next)
        {
            ref var last = ref _entries[(_next - 1) & (_entries.Length - 1)];
            if (now - last.First < Window / Grains || now == last.First)
            {
                last.Last = Math.Max(last.Last, now);
                last.Amount += amount;
                return _next - 1;
            }
        }

        if (_next - _oldest == _entries.Length)
            Grow();
        _entries[_next & (_entries.Length - 1)] = new Entry { First = now, Last = now, Amount = amount };
        return _next++;
    }

    /// <summary>Changes an amount counted before; what exceeds it counts from now on when its entry has left the window.</summary>
    public void Correct(long entry, long difference, long now)
    {
        if (entry == NoEntry || difference == 0)
            return;
        Forget(now);
        if (entry >= _oldest)
        {
            _entries[entry & (_entries.Length - 1)].Amount += difference;
            _sum += difference;
        }
        else if (difference > 0)
        {
            Add(difference, now);
        }
    }

    /// <summary>How long until an amount that does not fit now does, if nothing else comes.</summary>
    /// <returns>Units of time; null when the amount exceeds the limit by itself.</returns>
    public long? FitsAfter(long amount, long now)
    {
        if (amount < 0 || amount > Limit)
            return null;
        var missing = amount + _sum - (Limit ?? long.MaxValue);
        var age = 0L;
        for (var entry = _oldest; entry < _next && missing > 0; entry++)
        {
            ref var leaving = ref _entries[entry & (_entries.Length - 1)];
            missing -= leaving.Amount;
            age = now - leaving.Last;
        }

        return Window - age;
    }

    private void Forget(long now)
    {
        while (_oldest < _next && now - _entries[_oldest & (_entries.Length - 1)].Last >= Window)
            _sum -= _entries[_oldest++ & (_entries.Length - 1)].Amount;
    }

    private void Grow()
    {
        var grown = new Entry[_entries.Length * 2];
        for (var entry = _oldest; entry < _next; entry++)
            grown[entry & (grown.Length - 1)] = _entries[entry & (_entries.Length - 1)];
        _entries = grown;
    }

    private struct Entry
    {
        public long First;
        public long Last;
        public long Amount;
    }
}
