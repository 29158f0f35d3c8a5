namespace Eccos;

/// <summary>Gathers single queries into batches: each is decided when as many are there as may be, or when the first of them has waited for the window.</summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="window">The longest that a query waits for others.</param>
/// <param name="size">The most that are decided together.</param>
/// <param name="time">Measures the window.</param>
/// <param name="decide">Decides a batch that is closed and answers each of its queries.</param>
internal sealed class MicroBatcher(TimeSpan window, int size, TimeProvider time, Func<MicroBatch, GatheredQuery[], Task> decide) : IDisposable
{
    private readonly Lock _lock = new();
    private MicroBatch? _open;
    private bool _isDisposed;

    public Task<PlacedQuery> PlaceAsync(Query query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (batch, gathered, count) = Gather(query, cancellationToken);
        gathered.Listen();
        if (count >= size)
            Decide(batch);
        return gathered.Placed;
    }

    public void Dispose()
    {
        MicroBatch? open;
        lock (_lock)
            (_isDisposed, open, _open) = (true, _open, null);
        foreach (var query in open?.Close() ?? [])
            query.Fail(new ObjectDisposedException(nameof(IScheduler), "The scheduler ended while the query waited to be decided with others."));
    }

    private (MicroBatch Batch, GatheredQuery Query, int Count) Gather(Query query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, nameof(IScheduler));
            if (_open is { } open && open.Add(query, cancellationToken) is { } added)
            {
                // Whoever comes next begins another batch, be this one's decision under way yet or not.
                _open = added.Count >= size ? null : open;
                return (open, added.Query, added.Count);
            }

            var batch = _open = new MicroBatch();
            var (gathered, count) = batch.Add(query, cancellationToken)!.Value;
            batch.CloseAfter(window, time, Decide);
            return (batch, gathered, count);
        }
    }

    private void Decide(MicroBatch batch)
    {
        lock (_lock)
        {
            if (_open == batch)
                _open = null;
        }

        if (batch.Close() is { Length: > 0 } queries)
            _ = Task.Run(() => decide(batch, queries));
    }
}
