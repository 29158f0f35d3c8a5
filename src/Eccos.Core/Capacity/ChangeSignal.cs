namespace Eccos;

/// <summary>Wakes those who wait for room: a version that grows with every change, and a timer for the window that has room next.</summary>
/// <remarks>Costs nothing but a count while nobody waits. The ledger's lock guards every member but <see cref="Dispose"/>.</remarks>
internal sealed class ChangeSignal : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TaskCompletionSource<long>? _waiters;
    private long _roomAt = long.MaxValue;

    public ChangeSignal(TimeProvider time, Action onRoom)
    {
        _time = time;
        _timer = time.CreateTimer(_ => onRoom(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public long Version { get; private set; }

    /// <summary>Says that something changed.</summary>
    public void Raise()
    {
        Version++;
        _roomAt = long.MaxValue;
        if (_waiters is null)
            return;

        // Its continuations run elsewhere, not under the ledger's lock.
        _waiters.SetResult(Version);
        _waiters = null;
    }

    /// <summary>Says when a window that refused has room.</summary>
    public void RoomAt(long timestamp, long now)
    {
        if (timestamp >= _roomAt)
            return;
        _roomAt = timestamp;
        if (_waiters is not null)
            Arm(now);
    }

    public Task<long> Wait(long now)
    {
        if (_waiters is not null)
            return _waiters.Task;
        var waiters = _waiters = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A timer that is due already may run here and now.
        if (_roomAt != long.MaxValue)
            Arm(now);
        return waiters.Task;
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(long now) => _timer.Change(_time.GetElapsedTime(now, Math.Max(_roomAt, now)).ForTimer(), Timeout.InfiniteTimeSpan);
}
