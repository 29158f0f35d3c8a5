namespace Eccos;

/// <summary>
/// The queries placed one by one for one goal over one pool: each in its turn, and, where they wait for room, those in line before the ones that come.
/// </summary>
/// <remarks>Safe for use from any thread: one query is decided after the other, without waiting for anything but the ledger.</remarks>
internal sealed class QueryStream(IOnlineAssignment assignment, StreamDecision decision, StreamingOptions options, ICapacityLedger ledger, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly WaitingLine _line = new();
    private readonly CancellationTokenSource _end = new();
    private bool _isServed;

    /// <summary>The queries that wait.</summary>
    public int Waiting => _line.Count;

    /// <summary>Shows queries typical of the stream, before it begins.</summary>
    public async Task ObserveAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        decision.Observe(forecast);
        _turn.Release();
    }

    /// <summary>Places one query, or lets it wait for room, as the options say.</summary>
    /// <param name="forecast">Of the one query.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then, and its place in line is free at once.</param>
    public async ValueTask<Placement> PlaceAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        if (!forecast.HasEligible(0) && forecast.Queries[0].ChosenEndpoint is null)
            return decision.NotEligible(forecast);
        WaitingQuery query;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // What became free is first for those who wait; the rest may be for this one.
            if (_line.Count > 0)
                await ServeAsync().ConfigureAwait(false);
            var decided = await decision.DecideAsync(forecast, cancellationToken).ConfigureAwait(false);
            var waits = decided.IsFull && options.WhenFull == WhenFull.Wait;
            if (!waits || _line.Count >= options.QueueLimit)
            {
                decision.Count(forecast, decided, decision.Free);
                return waits ? NotPlaced(forecast, PlacementReason.QueueFull, decided) : decided.Placement;
            }

            query = new WaitingQuery(forecast) { Last = decided, Free = decision.Free };
            _line.Add(query);
            if (!_isServed)
                _ = KeepServingAsync();
            _isServed = true;
        }
        finally
        {
            _turn.Release();
        }

        return await WaitAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _end.Cancel();
        foreach (var query in _line.ToArray())
        {
            if (_line.Remove(query))
                query.Fail(new ObjectDisposedException(nameof(IScheduler), "The scheduler ended while the query waited for room."));
        }

        assignment.Dispose();
    }

    private async ValueTask<Placement> WaitAsync(WaitingQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await query.Placed.WaitAsync(options.LongestWait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (_line.Remove(query))
        {
            return NotPlaced(query.Forecast, PlacementReason.WaitedTooLong, query.Last);
        }
        catch (TimeoutException)
        {
            // Its turn came at the same moment.
            return await query.Placed.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!_line.Remove(query))
                (await query.Placed.ConfigureAwait(false)).Lease?.Cancel();
            throw;
        }
    }

    /// <summary>Serves the line whenever something may have become free, until nobody waits.</summary>
    private async Task KeepServingAsync()
    {
        while (true)
        {
            await WaitForRoomAsync().ConfigureAwait(false);
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                if (!_end.IsCancellationRequested)
                    await ServeAsync().ConfigureAwait(false);
                _isServed = _line.Count > 0 && !_end.IsCancellationRequested;
                if (!_isServed)
                    return;
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    private async Task WaitForRoomAsync()
    {
        var (seen, retryAfter) = (long.MaxValue, options.LongestWait);
        foreach (var query in _line.ToArray())
        {
            seen = Math.Min(seen, query.Last.Seen);
            retryAfter = query.Last.RetryAfter is { } after && after < retryAfter ? after : retryAfter;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var pause = Task.Delay(retryAfter, time, either.Token);
        var change = seen == long.MaxValue ? Task.Delay(Timeout.InfiniteTimeSpan, either.Token) : ledger.WaitForChangeAsync(seen, either.Token).AsTask();
        await Task.WhenAny(pause, change).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);

        // A ledger that fails is met again by the queries themselves, who are told.
        await Task.WhenAll(pause, change).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Gives each of those who wait, in their order, the chance to be placed.</summary>
    private async ValueTask ServeAsync()
    {
        foreach (var query in _line.ToArray())
        {
            try
            {
                await ServeAsync(query).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                _line.Remove(query);
                query.Fail(fault);
            }
        }
    }

    private async ValueTask ServeAsync(WaitingQuery query)
    {
        var decided = query.Last = await decision.DecideAsync(query.Forecast, CancellationToken.None).ConfigureAwait(false);
        if (decided.IsFull)
            return;
        if (_line.Remove(query))
        {
            decision.Count(query.Forecast, decided, query.Free);
            query.Place(decided.Placement);
        }
        else
        {
            // It left in the meantime, and takes nothing with it.
            decided.Placement.Lease?.Cancel();
        }
    }

    private static Placement NotPlaced(Forecast forecast, PlacementReason reason, in StreamDecided decided) => new(forecast.Queries[0], reason, RecordOf(decided, reason))
    {
        Refusal = decided.Placement.Refusal,
        UsesLastPrices = decided.Placement.UsesLastPrices,
        Preferred = decided.Placement.Preferred,
    };

    private static Func<DecisionRecord> RecordOf(StreamDecided decided, PlacementReason reason) => () => decided.Record(reason);
}
