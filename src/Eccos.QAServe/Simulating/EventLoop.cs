namespace Eccos.QAServe;

/// <summary>Takes the events of a simulation in their order.</summary>
internal sealed class EventLoop(VirtualClock clock, IReadOnlyList<TimeSpan> arrivals, PlayedQueries played, IServiceModel service)
{
    private static readonly TimeSpan _longestService = TimeSpan.FromDays(366);

    private readonly PriorityQueue<Lease, (TimeSpan At, int Query)> _served = new();
    private readonly Dictionary<Lease, Usage> _usage = [];
    private readonly SimulatedQuery[] _queries = new SimulatedQuery[arrivals.Count];
    private int _next;
    private int _decided;

    public async Task<SimulationRun> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        while (_decided < arrivals.Count || _served.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await StepAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (query, placement) in await played.TakeDecidedAsync().ConfigureAwait(false))
            {
                Decided(query, placement);
                _decided++;
                progress?.Report((double)_decided / arrivals.Count);
            }
        }

        return new SimulationRun(played.Pool, _queries, played.SchedulingTime);
    }

    private ValueTask StepAsync(CancellationToken cancellationToken)
    {
        var arrival = _next < arrivals.Count ? arrivals[_next] : TimeSpan.MaxValue;
        var end = _served.TryPeek(out _, out var first) ? first.At : TimeSpan.MaxValue;
        var timer = clock.NextTimer ?? TimeSpan.MaxValue;
        if (end <= arrival && end <= timer)
        {
            clock.MoveTo(end);
            return played.DoAsync(End, cancellationToken);
        }

        // The ledger's own timers come up with the others.
        if (timer <= arrival)
        {
            clock.MoveTo(timer);
            return played.DoAsync(() => clock.TryFire(), cancellationToken);
        }

        clock.MoveTo(arrival);
        return played.ArriveAsync(_next++, cancellationToken);
    }

    private void End()
    {
        var lease = _served.Dequeue();
        if (_usage.Remove(lease, out var usage))
            lease.Settle(usage);
        else
            lease.Dispose();
    }

    private void Decided(int query, Placement placement)
    {
        var now = clock.Now;
        var finished = now;
        var endpoint = Assignment.Unassigned;
        if (placement.IsPlaced)
        {
            var served = service.Serve(placement);
            if (served.Duration < TimeSpan.Zero || served.Duration > _longestService)
                throw new EccosException($"Query '{placement.Query.Id}' is served for {served.Duration} by '{placement.Endpoint.Name}'; a service takes from 0 to {_longestService.Days} days.");
            played.Pool.TryGetIndex(placement.Endpoint.Name, out endpoint);
            finished = now + served.Duration;
            _served.Enqueue(placement.Lease, (finished, query));
            if (served.Usage is { } usage)
                _usage.Add(placement.Lease, usage);
        }

        _queries[query] = new SimulatedQuery(
            played[query].Id,
            endpoint,
            placement.Reason,
            arrivals[query],
            now,
            finished,
            placement.ExpectedCostUsd,
            placement.SuccessProbability);
    }
}
