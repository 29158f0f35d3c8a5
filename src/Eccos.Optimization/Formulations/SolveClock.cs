namespace Eccos.Optimization;

/// <summary>The time and the caller's patience of one call, shared by all its solves.</summary>
internal sealed class SolveClock : IDisposable
{
    private readonly CancellationTokenSource _timeLimit;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public SolveClock(TimeProvider timeProvider, TimeSpan? timeLimit, CancellationToken caller)
    {
        TimeProvider = timeProvider;
        _caller = caller;
        _timeLimit = new CancellationTokenSource(timeLimit ?? Timeout.InfiniteTimeSpan, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timeLimit.Token, caller);
    }

    public TimeProvider TimeProvider { get; }

    /// <summary>Cancelled when the time is up or the caller cancels.</summary>
    public CancellationToken Token => _either.Token;

    public void ThrowIfCancelled() => _caller.ThrowIfCancellationRequested();

    /// <summary>Whether the time is up; for searches to ask on their way.</summary>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public bool IsTimeUp()
    {
        ThrowIfCancelled();
        return _timeLimit.IsCancellationRequested;
    }

    public void Dispose()
    {
        _either.Dispose();
        _timeLimit.Dispose();
    }
}
