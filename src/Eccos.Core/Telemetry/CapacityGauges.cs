using System.Diagnostics.Metrics;

namespace Eccos;

/// <summary>The gauges that ask the ledger and the endpoints' health, each time somebody reads them.</summary>
/// <remarks>A meter of the host's own factory outlives its schedulers; once disposed of, a gauge tells nothing more.</remarks>
internal sealed class CapacityGauges : IDisposable
{
    private readonly LeaseDesk _desk;
    private readonly Func<ModelPool> _pool;
    private readonly KeyValuePair<string, object?> _scheduler;
    private volatile bool _disposed;

    public CapacityGauges(Meter meter, LeaseDesk desk, WaitingLine line, Func<ModelPool> pool, KeyValuePair<string, object?> scheduler)
    {
        (_desk, _pool, _scheduler) = (desk, pool, scheduler);
        meter.CreateObservableGauge("eccos.free_slots", FreeSlots, "{request}", "Requests an endpoint takes now.");
        meter.CreateObservableGauge("eccos.in_flight", InFlight, "{request}", "Requests an endpoint is serving.");
        meter.CreateObservableGauge("eccos.free_spend", FreeSpend, "USD", "What the scheduler may spend now.");
        meter.CreateObservableGauge("eccos.endpoint_free_spend", EndpointSpend, "USD", "What may be spent on an endpoint now.");
        meter.CreateObservableGauge("eccos.queue_length", () => Waiting(line), "{query}", "Queries that wait for room.");
        meter.CreateObservableGauge("eccos.endpoint_state", States, "1", "0 in use, 1 probing, 2 cooling down.");
    }

    public static KeyValuePair<string, object?> Endpoint(string? name) => new("eccos.endpoint", name);

    public void Dispose() => _disposed = true;

    private IEnumerable<Measurement<int>> FreeSlots() => Endpoints()
        .Where(entry => entry.Value.Requests is not null)
        .Select(entry => new Measurement<int>(entry.Value.Requests!.Value, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<int>> InFlight() => Endpoints()
        .Select(entry => new Measurement<int>(entry.Value.InFlight, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<double>> FreeSpend() => Free()?.SpendUsd is { } usd ? [new Measurement<double>(usd, _scheduler)] : [];

    private IEnumerable<Measurement<double>> EndpointSpend() => Endpoints()
        .Where(entry => entry.Value.SpendUsd is not null)
        .Select(entry => new Measurement<double>(entry.Value.SpendUsd!.Value, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<int>> Waiting(WaitingLine line) => _disposed ? [] : [new Measurement<int>(line.Count, _scheduler)];

    private IEnumerable<Measurement<int>> States() => _disposed ? [] : _pool().Names
        .Select(name => new Measurement<int>(Level(_desk.Health[name].Health.State), _scheduler, Endpoint(name)));

    // The ledger also knows endpoints of other schedulers, and those that have left the pool.
    private IEnumerable<KeyValuePair<string, EndpointCapacity>> Endpoints()
    {
        var pool = _pool();
        return Free() is { } free ? free.Endpoints.Where(entry => pool.TryGetIndex(entry.Key, out _)) : [];
    }

    // A ledger of another process may have to ask first; a gauge cannot wait for it.
    private FreeCapacity? Free()
    {
        if (_disposed)
            return null;
        var asked = _desk.Ledger.GetFreeAsync(_desk.Scheduler, []);
        if (asked.IsCompletedSuccessfully)
            return asked.Result;
        asked.AsTask().Seen();
        return null;
    }

    private static int Level(EndpointState state) => state switch
    {
        EndpointState.CoolingDown => 2,
        EndpointState.Probing => 1,
        _ => 0,
    };
}
