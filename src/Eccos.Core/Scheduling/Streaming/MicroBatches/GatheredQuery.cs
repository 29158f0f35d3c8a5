namespace Eccos;

/// <summary>A query that waits to be decided with others.</summary>
/// <remarks>Safe for use from any thread: its caller gives up, or it is answered; whichever is first.</remarks>
internal sealed class GatheredQuery(Query query, MicroBatch batch, CancellationToken cancellationToken)
{
    // The caller goes on elsewhere, not in the turn of the stream.
    private readonly TaskCompletionSource<PlacedQuery> _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private int _taken;

    public Query Query => query;

    public CancellationToken CancellationToken => cancellationToken;

    public Task<PlacedQuery> Placed => _placed.Task;

    /// <summary>Lets the caller give up from now on.</summary>
    public void Listen() => _registration = cancellationToken.UnsafeRegister(static self => ((GatheredQuery)self!).Leave(), this);

    public void Place(PlacedQuery placed)
    {
        if (Take())
            _placed.SetResult(placed);
        else
            placed.Placement.Lease?.Cancel();
    }

    public void Fail(Exception fault)
    {
        if (Take())
            _placed.SetException(fault);
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            return;
        batch.Leave(this);
        _placed.SetCanceled(cancellationToken);
    }

    private bool Take()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
            return false;
        _registration.Unregister();
        return true;
    }
}
