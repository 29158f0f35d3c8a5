namespace Eccos.QAServe;

/// <summary>A view of a <see cref="VirtualClock"/> that counts the timers set through it.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class VirtualTime(VirtualClock clock) : TimeProvider
{
    // Any date will do; a fixed one makes two runs alike.
    private static readonly DateTimeOffset _start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _set;

    public VirtualClock Clock => clock;

    /// <summary>The timers that are set.</summary>
    public int TimersSet => Volatile.Read(ref _set);

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
    public void Count(TimeSpan? before, TimeSpan? now) => Interlocked.Add(ref _set, (now is null ? 0 : 1) - (before is null ? 0 : 1));
}
