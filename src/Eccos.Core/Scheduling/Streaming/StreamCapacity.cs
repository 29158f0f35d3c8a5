namespace Eccos;

/// <summary>Tells the assignment of a stream, every few queries, what of each endpoint is in use.</summary>
/// <remarks>For one caller at a time; the stream guards it.</remarks>
/// <param name="pool">The endpoints.</param>
/// <param name="assignment">Is told.</param>
/// <param name="desk">Its ledger knows.</param>
internal sealed class StreamCapacity(ModelPool pool, IOnlineAssignment assignment, LeaseDesk desk)
{
    private const int Every = 8;

    private readonly EndpointCapacity[] _capacity = new EndpointCapacity[pool.Count];
    private int _left;

    /// <summary>To be called before each query is decided.</summary>
    public ValueTask TellAsync(CancellationToken cancellationToken)
    {
        if (_left-- > 0)
            return ValueTask.CompletedTask;
        _left = Every - 1;
        return AskAsync(cancellationToken);
    }

    /// <summary>Tells what somebody else has asked for.</summary>
    public void Tell(FreeCapacity free)
    {
        for (var j = 0; j < _capacity.Length; j++)
            _capacity[j] = free.Endpoints.GetValueOrDefault(pool[j].Name);
        assignment.ObserveCapacity(_capacity);
    }

    private async ValueTask AskAsync(CancellationToken cancellationToken) =>
        Tell(await desk.Ledger.GetFreeAsync(desk.Scheduler, [], cancellationToken).ConfigureAwait(false));
}
