namespace Eccos.QAServe;

/// <summary>
/// Eccos as a host runs it: a scheduler places query after query by its own predictor, ledger and prices. A query's lease is held until as many
/// others as are in flight have come after it.
/// </summary>
internal sealed class SchedulerPolicy(string name, IScheduler scheduler, int inFlight, RoutingGoal? goal) : IRoutingPolicy
{
    private readonly Queue<Lease?> _held = new();

    public string Name => name;

    public async ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var chosen = new int[batch.Queries.Count];
        for (var i = 0; i < chosen.Length; i++)
        {
            if (_held.Count == inFlight)
                _held.Dequeue()?.Dispose();
            var placement = await scheduler.PlaceAsync(batch.Queries[i], goal?.For(1), cancellationToken).ConfigureAwait(false);
            _held.Enqueue(placement.Lease);
            chosen[i] = placement.IsPlaced && scheduler.Pool.TryGetIndex(placement.Endpoint.Name, out var j) ? j : Assignment.Unassigned;
        }

        return chosen;
    }
}
