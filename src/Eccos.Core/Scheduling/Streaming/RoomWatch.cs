namespace Eccos;

/// <summary>Waits until something may be free for those in line: the ledger tells of a change, the pause of an endpoint is over, or somebody wakes them.</summary>
/// <remarks>Safe for use from any thread; one caller waits at a time.</remarks>
/// <param name="line">Those who wait.</param>
/// <param name="ledger">Tells of changes.</param>
/// <param name="time">Measures pauses.</param>
/// <param name="longestWait">The longest wait, where nothing is known to be over before.</param>
internal sealed class RoomWatch(WaitingLine line, ICapacityLedger ledger, TimeProvider time, TimeSpan longestWait)
{
    /// <summary>How long a ledger that failed to tell of a change is left alone.</summary>
    private static readonly TimeSpan _pauseAfterFault = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _news = News();
    private volatile bool _isWoken;

    /// <summary>Says that somebody got into line.</summary>
    public void Add() => Volatile.Read(ref _news).TrySetResult();

    /// <summary>Ends the wait, whether or not the ledger has told of anything.</summary>
    public void Wake()
    {
        _isWoken = true;
        Volatile.Read(ref _news).TrySetResult();
    }

    /// <summary>Says that those in line are about to be served: whoever wakes them from here on does so for the next wait.</summary>
    public void Begin() => _isWoken = false;

    /// <summary>Waits.</summary>
    /// <param name="end">Ends the wait early.</param>
    public async Task WaitAsync(CancellationToken end)
    {
        while (true)
        {
            // Whoever gets into line from here on may wait for something else.
            var news = News();
            Volatile.Write(ref _news, news);
            if (!_isWoken)
                await WaitAsync(news.Task, end).ConfigureAwait(false);
            if (_isWoken || !news.Task.IsCompleted)
                return;
        }
    }

    private static TaskCompletionSource News() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Task news, CancellationToken end)
    {
        var (seen, retryAfter) = (long.MaxValue, longestWait);
        foreach (var query in line.ToArray())
        {
            var last = query.Last;
            seen = Math.Min(seen, last.Seen);
            retryAfter = last.RetryAfter is { } after && after < retryAfter ? after : retryAfter;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(end);
        var pause = Task.Delay(retryAfter.ForTimer(), time, either.Token);
        var change = seen == long.MaxValue ? Task.Delay(Timeout.InfiniteTimeSpan, either.Token) : ChangeAsync();
        await Task.WhenAny(pause, change, news).ConfigureAwait(false);
        if (change.IsFaulted)
            await Task.WhenAny(pause, Task.Delay(_pauseAfterFault, time, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);

        // A ledger that fails is met again by the queries themselves, who are told.
        await Task.WhenAll(pause, change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async Task ChangeAsync() => await ledger.WaitForChangeAsync(seen, either.Token).ConfigureAwait(false);
    }
}
