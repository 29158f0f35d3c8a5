namespace Eccos;

/// <summary>Queries that are decided together: first gathered, then closed.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class MicroBatch : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<GatheredQuery> _queries = [];
    private readonly CancellationTokenSource _abandoned = new();
    private ITimer? _timer;
    private bool _isClosed;
    private int _left;

    /// <summary>Signals that every caller has given up.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Closes the batch when its window is over.</summary>
    public void CloseAfter(TimeSpan window, TimeProvider time, Action<MicroBatch> close) =>
        _timer = time.CreateTimer(_ => close(this), null, window, Timeout.InfiniteTimeSpan);

    /// <returns>The query in it, and how many there are; null when it is closed.</returns>
    public (GatheredQuery Query, int Count)? Add(Query query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isClosed)
                return null;
            var gathered = new GatheredQuery(query, this, cancellationToken);
            _queries.Add(gathered);
            return (gathered, _queries.Count);
        }
    }

    /// <summary>Ends the gathering.</summary>
    /// <returns>The queries, in the order in which they came; null when another call has ended it.</returns>
    public GatheredQuery[]? Close()
    {
        lock (_lock)
        {
            if (_isClosed)
                return null;
            _isClosed = true;
            _timer?.Dispose();
            _left = _queries.Count;
            return [.. _queries];
        }
    }

    /// <summary>Takes a query out whose caller gave up: while the batch is gathered its place is free at once, afterwards the others go on without it.</summary>
    public void Leave(GatheredQuery query)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _queries.Remove(query);
                return;
            }

            if (--_left > 0)
                return;
        }

        _abandoned.Cancel();
    }

    public void Dispose() => _timer?.Dispose();
}
