namespace Eccos;

/// <summary>Times as timers count them.</summary>
internal static class TimerSpan
{
    // Some 49 days; a longer time is refused.
    private const double MostMilliseconds = uint.MaxValue - 1;

    /// <summary>
    /// The time in whole milliseconds, rounded up: timers cut off what is less than one, and whoever is woken too early only asks again. Of a time longer than a timer
    /// takes, as much as it takes: whoever is woken asks again then.
    /// </summary>
    public static TimeSpan ForTimer(this TimeSpan time) => TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(time.TotalMilliseconds), MostMilliseconds));
}
