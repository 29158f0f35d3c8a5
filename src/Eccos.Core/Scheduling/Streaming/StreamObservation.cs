namespace Eccos;

/// <summary>
/// Which endpoints have room for a query whose own endpoint the host has chosen: asked of the ledger without reserving, so that observing takes nothing away from others.
/// </summary>
/// <remarks>As of one moment.</remarks>
internal sealed class StreamObservation
{
    private readonly ModelPool _pool;
    private readonly Forecast _forecast;
    private readonly FreeCapacity _free;
    private readonly LeaseDesk _desk;

    private StreamObservation(ModelPool pool, Forecast forecast, FreeCapacity free, LeaseDesk desk, int host) =>
        (_pool, _forecast, _free, _desk, Host) = (pool, forecast, free, desk, host);

    /// <summary>The place of the endpoint that the host has chosen.</summary>
    public int Host { get; }

    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">Of the one query.</param>
    /// <param name="desk">The ledger and the health of the endpoints.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>null when the host left the choice to the decision.</returns>
    public static async ValueTask<StreamObservation?> StartAsync(ModelPool pool, Forecast forecast, LeaseDesk desk, CancellationToken cancellationToken)
    {
        var query = forecast.Queries[0];
        if (query.ChosenEndpoint is not { } chosen || !pool.TryGetIndex(chosen, out var host))
            return null;
        var free = await desk.Ledger.GetFreeAsync(desk.Scheduler, query.BudgetKey is { } key ? [key] : [], cancellationToken).ConfigureAwait(false);
        return new StreamObservation(pool, forecast, free, desk, host);
    }

    /// <summary>What a claim for an endpoint would be answered.</summary>
    public CapacityAnswer Answer(int endpoint)
    {
        var name = _pool[endpoint].Name;
        var key = _forecast.Queries[0].BudgetKey;
        var cost = _forecast.Cost[0, endpoint];
        if (_desk.Room(name) == 0)
            return new CapacityAnswer(CapacityKind.EndpointOut, name, null, long.MaxValue);
        if (!_free.Endpoints.TryGetValue(name, out var room))
            return Refused(CapacityKind.UnknownEndpoint, name);
        if (room.Requests <= 0)
            return Refused(CapacityKind.Concurrency, name);
        if (room.Tokens < _forecast.Tokens[0, endpoint])
            return Refused(CapacityKind.TokensPerMinute, name);
        if (!Pays(room.SpendUsd, cost))
            return Refused(CapacityKind.EndpointSpend, name);
        if (!Pays(_free.SpendUsd, cost))
            return Refused(CapacityKind.SchedulerSpend, _desk.Scheduler);
        return key is not null && _free.Budgets.TryGetValue(key, out var left) && !Pays(left, cost)
            ? Refused(CapacityKind.BudgetKeySpend, key)
            : new CapacityAnswer(CapacityKind.None, null, null, _free.Version);
    }

    private CapacityAnswer Refused(CapacityKind kind, string name) => new(kind, name, null, _free.Version);

    private static bool Pays(double? free, double cost) => free is not { } usd || Amount.ClaimedUsd(cost) <= Amount.LimitUsd(usd);
}
