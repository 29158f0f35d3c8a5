namespace Eccos;

/// <summary>The timer that finds forgotten reservations. It runs only while some are open, and then once for each oldest one.</summary>
/// <remarks>The ledger's lock guards every member but <see cref="Dispose"/>.</remarks>
internal sealed class LeaseClock : IDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);
    private readonly ITimer _timer;
    private bool _isRunning;

    public LeaseClock(TimeProvider time, Action expire) =>
        _timer = time.CreateTimer(_ => expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>How long a reservation may stay open.</summary>
    public TimeSpan Lifetime
    {
        get;
        set
        {
            field = value;
            if (_isRunning)
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    } = TimeSpan.FromMinutes(10);

    /// <summary>Says that a reservation was opened.</summary>
    public void Start()
    {
        if (_isRunning)
            return;
        _isRunning = true;
        _timer.Change(Lifetime.ForTimer(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says when the oldest reservation is due; null when there is none.</summary>
    public void Next(TimeSpan? due)
    {
        _isRunning = due is not null;
        if (due is { } span)
            _timer.Change(span > _shortest ? span.ForTimer() : _shortest, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
