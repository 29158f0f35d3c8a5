namespace Eccos;

/// <summary>Places queries that come one by one: in the stream of the scheduler's goal, gathered into micro-batches where the options say so, or as batches of one.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class SingleQueries : IDisposable
{
    private readonly Func<Setup> _current;
    private readonly QueryStreams _streams;
    private readonly Func<Setup, IReadOnlyList<Query>, CancellationToken, ValueTask<Forecast>> _forecast;
    private readonly Func<Setup, Forecast, CancellationToken, ValueTask<Schedule>> _batch;
    private readonly Action<Placement> _expect;
    private readonly TimeProvider _time;
    private readonly MicroBatcher? _gathers;

    /// <param name="current">The setup that holds now.</param>
    /// <param name="streams">The stream.</param>
    /// <param name="forecast">Predicts queries.</param>
    /// <param name="batch">Decides queries as a batch of the scheduler's goal.</param>
    /// <param name="expect">Is told of every placement of a stream, for its label.</param>
    /// <param name="options">How single queries are placed.</param>
    /// <param name="time">Measures.</param>
    public SingleQueries(
        Func<Setup> current,
        QueryStreams streams,
        Func<Setup, IReadOnlyList<Query>, CancellationToken, ValueTask<Forecast>> forecast,
        Func<Setup, Forecast, CancellationToken, ValueTask<Schedule>> batch,
        Action<Placement> expect,
        StreamingOptions options,
        TimeProvider time)
    {
        (_current, _streams, _forecast, _batch, _expect, _time) = (current, streams, forecast, batch, expect, time);
        if (options.MicroBatchWindow is { } window)
            _gathers = new MicroBatcher(window, options.MicroBatchSize, time, DecideAsync);
    }

    /// <summary>Whether queries of this goal are placed here, and not as a batch of one.</summary>
    public bool Places(SchedulingGoal goal) => _gathers is not null || _streams.Holds(goal);

    // What a host has chosen itself is not to be decided with what others have not.
    public ValueTask<PlacedQuery> PlaceAsync(Query query, CancellationToken cancellationToken) =>
        _gathers is null || query.ChosenEndpoint is not null ? PlaceAloneAsync(query, null, null, cancellationToken) : new(_gathers.PlaceAsync(query, cancellationToken));

    public void Dispose() => _gathers?.Dispose();

    /// <summary>Places one query by itself; when the options change before it is placed, it is predicted and placed by the new ones.</summary>
    /// <param name="query">The query.</param>
    /// <param name="setup">The setup it was predicted for already; null for none.</param>
    /// <param name="known">The prediction of then.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    private async ValueTask<PlacedQuery> PlaceAloneAsync(Query query, Setup? setup, Forecast? known, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            if (known is null || setup != _current())
            {
                (start, setup) = (_time.GetTimestamp(), _current());
                QueryRules.Check([query], setup.Pool);
                known = await _forecast(setup, [query], cancellationToken).ConfigureAwait(false);
            }

            await setup!.ConfiguredAsync(cancellationToken).ConfigureAwait(false);
            var predicted = _time.GetElapsedTime(start);
            if (!_streams.Holds(setup.Goal))
            {
                // The schedule is not disposed: the caller owns the one lease it holds.
                start = _time.GetTimestamp();
                var schedule = await _batch(setup, known, cancellationToken).ConfigureAwait(false);
                return new PlacedQuery(schedule.Placements[0], predicted, _time.GetElapsedTime(start));
            }

            var stream = await _streams.For(setup, cancellationToken).ConfigureAwait(false);
            start = _time.GetTimestamp();
            if (stream?.Setup == setup && await stream.PlaceAsync(known, cancellationToken).ConfigureAwait(false) is { } placement)
            {
                _expect(placement);
                return new PlacedQuery(placement, predicted, _time.GetElapsedTime(start));
            }

            known = null;
        }
    }

    /// <summary>Decides queries that were gathered; what they leave unserved is placed by itself, in the order in which it came.</summary>
    private async Task DecideAsync(MicroBatch batch, GatheredQuery[] queries)
    {
        try
        {
            var setup = _current();
            queries = [.. queries.Where(query => IsStillRight(query, setup))];
            if (queries.Length == 0)
                return;
            var start = _time.GetTimestamp();
            var forecast = await _forecast(setup, [.. queries.Select(gathered => gathered.Query)], batch.Abandoned).ConfigureAwait(false);
            await setup.ConfiguredAsync(batch.Abandoned).ConfigureAwait(false);
            var predicted = _time.GetElapsedTime(start);
            start = _time.GetTimestamp();
            var placements = await TogetherAsync(setup, forecast, batch.Abandoned).ConfigureAwait(false);
            var decided = _time.GetElapsedTime(start);
            for (var i = 0; i < queries.Length; i++)
            {
                if (placements[i] is { } placement)
                    queries[i].Place(new PlacedQuery(placement, predicted, decided));
                else
                    _ = PlaceAloneAsync(queries[i], setup, forecast.Row(i));
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && (queries.Length == 1 || batch.Abandoned.IsCancellationRequested))
        {
            Array.ForEach(queries, query => query.Fail(fault));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // One of them may be at fault; its caller alone is to be told.
            foreach (var query in queries)
                _ = PlaceAloneAsync(query);
        }
    }

    private async ValueTask<Placement?[]> TogetherAsync(Setup setup, Forecast forecast, CancellationToken cancellationToken)
    {
        var none = new Placement?[forecast.Queries.Count];
        if (none.Length == 1)
            return none;
        if (!_streams.Holds(setup.Goal))
        {
            var schedule = await _batch(setup, forecast, cancellationToken).ConfigureAwait(false);
            return [.. schedule.Placements.Select(placement => placement.IsPlaced ? placement : null)];
        }

        var stream = await _streams.For(setup, cancellationToken).ConfigureAwait(false);
        if (stream?.Setup != setup)
            return none;
        var placements = await stream.PlaceTogetherAsync(forecast, cancellationToken).ConfigureAwait(false);
        foreach (var placement in placements)
        {
            if (placement is not null)
                _expect(placement);
        }

        return placements;
    }

    private async Task PlaceAloneAsync(GatheredQuery query, Setup? setup = null, Forecast? forecast = null)
    {
        try
        {
            query.Place(await PlaceAloneAsync(query.Query, setup, forecast, query.CancellationToken).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            query.Fail(fault);
        }
    }

    private static bool IsStillRight(GatheredQuery query, Setup setup)
    {
        try
        {
            QueryRules.Check([query.Query], setup.Pool);
            return true;
        }
        catch (ArgumentException breach)
        {
            query.Fail(breach);
            return false;
        }
    }
}
