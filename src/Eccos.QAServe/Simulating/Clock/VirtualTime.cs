namespace Eccos.QAServe;

/// <summary>A view of a <see cref="VirtualClock"/> that counts the timers set through it.</summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="clock">The clock.</param>
/// <param name="apart">The span of timers that are counted apart; null for none.</param>
internal sealed class VirtualTime(VirtualClock clock, TimeSpan? apart = null) : TimeProvider
{
    // Any date will do; a fixed one makes two runs alike.
    private static readonly DateTimeOffset _start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _set;
    private int _setApart;

    public VirtualClock Clock => clock;

    /// <summary>The timers that are set, but those counted apart.</summary>
    public int TimersSet => Volatile.Read(ref _set);

    /// <summary>The timers that are set to the span that is counted apart.</summary>
    public int TimersSetApart => Volatile.Read(ref _setApart);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => clock.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => _start + clock.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A timer was set from one span to another.</summary>
    public void Count(TimeSpan? before, TimeSpan? now)
    {
        Count(before, -1);
        Count(now, 1);
    }

    private void Count(TimeSpan? span, int by)
    {
        if (span is null)
            return;
        if (span == apart)
            Interlocked.Add(ref _setApart, by);
        else
            Interlocked.Add(ref _set, by);
    }
}
