using System.Diagnostics.Metrics;

namespace Eccos;

/// <summary>The gauges that ask the ledger and the endpoints' health, each time somebody reads them.</summary>
/// <remarks>A meter of the host's own factory outlives its schedulers; once disposed of, a gauge tells nothing more and holds on to nothing.</remarks>
internal sealed class CapacityGauges : IDisposable
{
    private readonly KeyValuePair<string, object?> _scheduler;
    private volatile Source? _source;

    public CapacityGauges(Meter meter, LeaseDesk desk, WaitingLine line, Func<ModelPool> pool, KeyValuePair<string, object?> scheduler)
    {
        (_source, _scheduler) = (new Source(desk, line, pool), scheduler);
        meter.CreateObservableGauge("eccos.free_slots", FreeSlots, "{request}", "Requests an endpoint takes now.");
        meter.CreateObservableGauge("eccos.in_flight", InFlight, "{request}", "Requests an endpoint is serving.");
        meter.CreateObservableGauge("eccos.free_spend", FreeSpend, "USD", "What the scheduler may spend now.");
        meter.CreateObservableGauge("eccos.endpoint_free_spend", EndpointSpend, "USD", "What may be spent on an endpoint now.");
        meter.CreateObservableGauge("eccos.queue_length", Waiting, "{query}", "Queries that wait for room.");
        meter.CreateObservableGauge("eccos.endpoint_state", States, "1", "0 in use, 1 probing, 2 cooling down.");
    }

    public static KeyValuePair<string, object?> Endpoint(string? name) => new("eccos.endpoint", name);

    public void Dispose() => _source = null;

    private IEnumerable<Measurement<int>> FreeSlots() => Endpoints()
        .Where(entry => entry.Value.Requests is not null)
        .Select(entry => new Measurement<int>(entry.Value.Requests!.Value, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<int>> InFlight() => Endpoints()
        .Select(entry => new Measurement<int>(entry.Value.InFlight, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<double>> FreeSpend() => _source?.Free()?.SpendUsd is { } usd ? [new Measurement<double>(usd, _scheduler)] : [];

    private IEnumerable<Measurement<double>> EndpointSpend() => Endpoints()
        .Where(entry => entry.Value.SpendUsd is not null)
        .Select(entry => new Measurement<double>(entry.Value.SpendUsd!.Value, _scheduler, Endpoint(entry.Key)));

    private IEnumerable<Measurement<int>> Waiting() => _source is { } source ? [new Measurement<int>(source.Line.Count, _scheduler)] : [];

    private IEnumerable<Measurement<int>> States() => _source is not { } source ? [] : source.Pool().Names
        .Select(name => new Measurement<int>(Level(source.Desk.Health[name].Health.State), _scheduler, Endpoint(name)));

    private IEnumerable<KeyValuePair<string, EndpointCapacity>> Endpoints() => _source?.Endpoints() ?? [];

    private static int Level(EndpointState state) => state switch
    {
        EndpointState.CoolingDown => 2,
        EndpointState.Probing => 1,
        _ => 0,
    };

    private sealed record Source(LeaseDesk Desk, WaitingLine Line, Func<ModelPool> Pool)
    {
        // The ledger also knows endpoints of other schedulers, and those that have left the pool.
        public IEnumerable<KeyValuePair<string, EndpointCapacity>> Endpoints()
        {
            var pool = Pool();
            return Free() is { } free ? free.Endpoints.Where(entry => pool.TryGetIndex(entry.Key, out _)) : [];
        }

        // A ledger of another process may have to ask first; a gauge cannot wait for it.
        public FreeCapacity? Free()
        {
            var asked = Desk.Ledger.GetFreeAsync(Desk.Scheduler, []);
            if (asked.IsCompletedSuccessfully)
                return asked.Result;
            asked.AsTask().Seen();
            return null;
        }
    }
}
