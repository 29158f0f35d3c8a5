namespace Eccos;

/// <summary>
/// The queries placed one by one for one goal over one pool: each in its turn, and, where they wait for room, those in line before the ones that come.
/// </summary>
/// <remarks>Safe for use from any thread: one query is decided after the other, without waiting for anything but the ledger.</remarks>
/// <param name="setup">What the stream is placed over.</param>
/// <param name="assignment">Chooses; ended with the stream.</param>
/// <param name="decision">Decides one query.</param>
/// <param name="together">Decides several that came together.</param>
/// <param name="line">Those who wait, whichever stream they came to.</param>
/// <param name="waited">Is told how long each did.</param>
/// <param name="options">How single queries are placed.</param>
/// <param name="room">Tells when something may have become free for them.</param>
/// <param name="time">Measures how long queries wait.</param>
internal sealed class QueryStream(
    Setup setup,
    IOnlineAssignment assignment,
    StreamDecision decision,
    MicroBatchDecision together,
    WaitingLine line,
    Action<TimeSpan> waited,
    StreamingOptions options,
    RoomWatch room,
    TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private bool _isServed;

    public Setup Setup => setup;

    /// <summary>Shows queries typical of the stream, before it begins.</summary>
    public async Task ObserveAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            decision.Observe(forecast);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Places one query, or lets it wait for room, as the options say.</summary>
    /// <param name="forecast">Of the one query.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then, and its place in line is free at once.</param>
    /// <returns>The placement; null when the stream has ended, and the query is to ask the next one.</returns>
    public async ValueTask<Placement?> PlaceAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        if (!MayBeServed(forecast))
            return decision.NotEligible(forecast);
        WaitingQuery query;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_end.IsCancellationRequested)
                return null;

            // What became free is first for those who wait; the rest may be for this one.
            var earlier = await ServeAsync().ConfigureAwait(false);
            var decided = await decision.DecideAsync(forecast, earlier, cancellationToken).ConfigureAwait(false);
            var waits = decided.IsFull && options.WhenFull == WhenFull.Wait;
            if (!waits || line.Count >= options.QueueLimit)
            {
                decision.Count(forecast, 0, decided.Placement, decided.Endpoint, decision.Free);
                return waits ? NotPlaced(forecast, PlacementReason.QueueFull, decided) : decided.Placement;
            }

            query = new WaitingQuery(forecast) { Last = decided, Free = decision.Free };
            line.Add(query);
            KeepServing();
        }
        finally
        {
            _turn.Release();
        }

        var start = time.GetTimestamp();
        try
        {
            return await WaitAsync(query, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            waited(time.GetElapsedTime(start));
        }
    }

    /// <summary>Places queries that came together, as far as they can be served now.</summary>
    /// <param name="forecast">Of the queries, in the order in which they came.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>A placement for each query that is served; null for those that are to be placed by themselves.</returns>
    public async ValueTask<Placement?[]> PlaceTogetherAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_end.IsCancellationRequested)
                return new Placement?[forecast.Queries.Count];
            var earlier = await ServeAsync().ConfigureAwait(false);
            return await together.DecideAsync(forecast, earlier, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Serves those who wait, whether or not the ledger has told of anything.</summary>
    public void Wake() => room.Wake();

    /// <summary>Ends the stream once the query that is being decided is. Those who wait stay in line, for the stream that follows.</summary>
    public ValueTask DisposeAsync() => EndAfterAsync(() => Task.CompletedTask, CancellationToken.None);

    /// <summary>Ends the stream with a change of what it is placed over; it decides nothing while that is under way.</summary>
    /// <param name="change">The change; where it throws, the stream goes on.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async ValueTask EndAfterAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await change().ConfigureAwait(false);
            if (_end.IsCancellationRequested)
                return;
            await _end.CancelAsync().ConfigureAwait(false);
            assignment.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Serves those who waited in the stream before this one, in their order, on what is expected of them now.</summary>
    /// <param name="forecast">Of queries over this stream's pool.</param>
    public async Task TakeOverAsync(Func<IReadOnlyList<Query>, ValueTask<Forecast>> forecast)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            WaitingQuery[] waiting = [.. line.ToArray().Where(IsStillRight)];
            if (waiting.Length == 0)
                return;
            var expected = await forecast([.. waiting.Select(query => query.Forecast.Queries[0])]).ConfigureAwait(false);
            for (var i = 0; i < waiting.Length; i++)
            {
                (waiting[i].Forecast, waiting[i].Free) = (expected.Row(i), [.. Enumerable.Repeat(true, setup.Pool.Count)]);
                if (!MayBeServed(waiting[i].Forecast) && line.Remove(waiting[i]))
                    waiting[i].Place(decision.NotEligible(waiting[i].Forecast));
            }

            await ServeAsync().ConfigureAwait(false);
            if (line.Count > 0)
                KeepServing();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool MayBeServed(Forecast forecast) => forecast.HasEligible(0) || forecast.Queries[0].ChosenEndpoint is not null;

    private bool IsStillRight(WaitingQuery query)
    {
        try
        {
            QueryRules.Check(query.Forecast.Queries, setup.Pool);
            return true;
        }
        catch (ArgumentException breach)
        {
            if (line.Remove(query))
                query.Fail(breach);
            return false;
        }
    }

    private async ValueTask<Placement?> WaitAsync(WaitingQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await query.Placed.WaitAsync(options.LongestWait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (line.Remove(query))
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
            if (!line.Remove(query))
                (await query.Placed.ConfigureAwait(false))?.Lease?.Cancel();
            throw;
        }
    }

    private void KeepServing()
    {
        if (_isServed)
            room.Add();
        else
            _ = KeepServingAsync();
        _isServed = true;
    }

    /// <summary>Serves the line whenever something may have become free, until nobody waits.</summary>
    private async Task KeepServingAsync()
    {
        while (true)
        {
            await room.WaitAsync(_end.Token).ConfigureAwait(false);
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                room.Begin();
                if (!_end.IsCancellationRequested)
                    await ServeAsync().ConfigureAwait(false);
                _isServed = line.Count > 0 && !_end.IsCancellationRequested;
                if (!_isServed)
                    return;
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Gives each of those who wait, in their order, the chance to be placed.</summary>
    /// <returns>What they were refused; null where nobody waits.</returns>
    private async ValueTask<EarlierRefusals?> ServeAsync()
    {
        if (line.Count == 0)
            return null;
        var earlier = new EarlierRefusals();
        foreach (var query in line.ToArray())
        {
            try
            {
                await ServeAsync(query, earlier).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                line.Remove(query);
                query.Fail(fault);
            }
        }

        return earlier;
    }

    private async ValueTask ServeAsync(WaitingQuery query, EarlierRefusals earlier)
    {
        var decided = query.Last = await decision.DecideAsync(query.Forecast, earlier, CancellationToken.None).ConfigureAwait(false);
        if (decided.IsFull)
            return;
        if (line.Remove(query))
        {
            decision.Count(query.Forecast, 0, decided.Placement, decided.Endpoint, query.Free);
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
