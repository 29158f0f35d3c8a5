namespace Eccos.QAServe;

/// <summary>
/// Lets requests through to one endpoint no faster than its requests and tokens per minute allow, in a sliding window, and not before the time
/// it asked to be left alone until.
/// </summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class RateGate(Endpoint endpoint, TimeProvider time)
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly Queue<RateEntry> _minute = new();
    private long _pausedAt;
    private TimeSpan _pause;

    /// <summary>Waits until a request may be sent, and counts it.</summary>
    /// <param name="tokens">The tokens it may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The entry, whose tokens are put right when they are known.</returns>
    public async ValueTask<RateEntry> WaitAsync(double tokens, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                wait = Wait(tokens);
                if (wait <= TimeSpan.Zero)
                {
                    var entry = new RateEntry(time.GetTimestamp()) { Tokens = tokens };
                    if (endpoint.RequestsPerMinute is not null || endpoint.TokensPerMinute is not null)
                        _minute.Enqueue(entry);
                    return entry;
                }
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets nothing through for a while; a longer pause under way goes on.</summary>
    public void Pause(TimeSpan pause)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (pause <= _pause - time.GetElapsedTime(_pausedAt, now))
                return;
            (_pausedAt, _pause) = (now, pause);
        }
    }

    public void Settle(RateEntry entry, double tokens)
    {
        lock (_lock)
            entry.Tokens = tokens;
    }

    private TimeSpan Wait(double tokens)
    {
        var now = time.GetTimestamp();
        while (_minute.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Timestamp, now) >= _window)
            _minute.Dequeue();
        var wait = _pause - time.GetElapsedTime(_pausedAt, now);
        if (_minute.Count == 0)
            return wait;
        var isFull = _minute.Count >= endpoint.RequestsPerMinute || _minute.Sum(entry => entry.Tokens) + tokens > endpoint.TokensPerMinute;
        var next = _window - time.GetElapsedTime(_minute.Peek().Timestamp, now);
        return isFull && next > wait ? next : wait;
    }
}
