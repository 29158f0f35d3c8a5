namespace Eccos;

/// <summary>Keeps the stream of a scheduler's own goal, and starts a new one when endpoints or goal change. Those who wait go with it.</summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="online">Assigns the streams; <see langword="null"/> for none, so that every query is a batch of one.</param>
/// <param name="optimizer">Decides queries that came together.</param>
/// <param name="options">How single queries are placed.</param>
/// <param name="desk">Reserves.</param>
/// <param name="floors">The running floors, which streams share with batches of the same goal.</param>
/// <param name="time">Measures how long queries wait.</param>
/// <param name="line">Those who wait.</param>
/// <param name="waited">Is told how long each did.</param>
/// <param name="forecast">Predicts queries.</param>
internal sealed class QueryStreams(
    IOnlineOptimizer? online,
    IOptimizer optimizer,
    StreamingOptions options,
    LeaseDesk desk,
    RunningFloors floors,
    TimeProvider time,
    WaitingLine line,
    Action<TimeSpan> waited,
    Func<Setup, IReadOnlyList<Query>, CancellationToken, ValueTask<Forecast>> forecast) : IDisposable
{
    private const int ReferencesAtOnce = 256;

    private readonly Lock _lock = new();
    private Setup? _setup;
    private Task<QueryStream>? _stream;
    private volatile QueryStream? _running;
    private StreamStanding? _standing;
    private long _newest;
    private bool _isDisposed;

    /// <summary>Whether a goal is held over a stream of queries, and not by each of them.</summary>
    /// <remarks>Goals whose floor is to hold batch by batch are not: a single query is then a batch of one.</remarks>
    public bool Holds(SchedulingGoal goal) => online is not null && (goal.FloorScope == FloorScope.Running || !HasFloor(goal));

    /// <summary>The stream of a setup, or of a newer one, once it has seen the queries typical of it.</summary>
    /// <returns>The stream; null where the setup is of before a change and no stream of a newer one is there.</returns>
    public ValueTask<QueryStream?> For(Setup setup, CancellationToken cancellationToken)
    {
        Task<QueryStream> stream;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, nameof(IScheduler));

            // A predictor that failed on the typical queries may do better the next time.
            if (_stream is null or { IsCompleted: true, IsCompletedSuccessfully: false } || _setup!.Number < setup.Number)
            {
                if (setup.Number < _newest)
                    return ValueTask.FromResult<QueryStream?>(null);
                var before = _stream;
                _setup = setup;
                _stream = StartAsync(setup, before);
            }

            stream = _stream;
        }

        return stream.IsCompletedSuccessfully ? new(stream.Result) : new(stream.WaitAsync(cancellationToken)!);
    }

    /// <summary>Makes a change of options, and ends the stream of those before with it: what the change makes free is not given away at the options before.</summary>
    /// <param name="change">The change; where it throws, the stream goes on.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task ChangeAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        Task<QueryStream>? stream;
        lock (_lock)
            stream = _stream;
        if (stream is not null)
            await Task.WhenAny(stream).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (stream is { IsCompletedSuccessfully: true })
            await (await stream.ConfigureAwait(false)).EndAfterAsync(change, cancellationToken).ConfigureAwait(false);
        else
            await change().ConfigureAwait(false);
    }

    /// <summary>Takes those who wait along to other options: to the stream of these, or, where none holds their goal, back to their callers, who ask anew.</summary>
    /// <returns>Done when they are served by the new options.</returns>
    public async Task FollowAsync(Setup setup)
    {
        Task<QueryStream>? ended = null;
        lock (_lock)
        {
            _newest = setup.Number;
            if (_isDisposed || _stream is null)
                return;
            if (!Holds(setup.Goal))
                (ended, _stream, _setup) = (_stream, null, null);
        }

        if (ended is null)
        {
            await For(setup, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        await EndAsync(ended).ConfigureAwait(false);
        foreach (var query in line.ToArray())
        {
            if (line.Remove(query))
                query.Dismiss();
        }
    }

    /// <summary>Lets those who wait ask again: something has become free of which the ledger does not tell.</summary>
    public void Wake() => _running?.Wake();

    public void Dispose()
    {
        Task<QueryStream>? starting;
        lock (_lock)
            (_isDisposed, starting) = (true, _stream);
        FailAll(Ended());
        _ = EndAllAsync();

        async Task EndAllAsync()
        {
            await EndAsync(starting).ConfigureAwait(false);

            // Whoever got into line in the meantime is told as well.
            FailAll(Ended());
        }
    }

    private static ObjectDisposedException Ended() => new(nameof(IScheduler), "The scheduler ended while the query waited for room.");

    private static bool HasFloor(SchedulingGoal goal) => goal.QualityFloor is not null || goal.Groups.Values.Any(group => group.QualityFloor is not null);

    private async Task<QueryStream> StartAsync(Setup setup, Task<QueryStream>? before)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await EndAsync(before).ConfigureAwait(false);
        QueryStream? stream = null;
        try
        {
            var goal = setup.Goal;
            if (_standing?.Goal != goal)
                _standing = new StreamStanding(goal, floors);
            stream = Make(setup, online!.Start(goal, setup.Pool.Count), _standing);
            foreach (var chunk in options.ReferenceQueries.Chunk(ReferencesAtOnce))
                await stream.ObserveAsync(await forecast(setup, chunk, CancellationToken.None).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            _running = stream;
            await stream.TakeOverAsync(queries => forecast(setup, queries, CancellationToken.None)).ConfigureAwait(false);
            return stream;
        }
        catch (Exception fault)
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            FailAll(fault);
            throw;
        }
    }

    private QueryStream Make(Setup setup, IOnlineAssignment assignment, StreamStanding standing)
    {
        var decision = new StreamDecision(setup.Pool, setup.Goal, options.WhenFull, assignment, standing, desk);
        var together = new MicroBatchDecision(setup.Pool, setup.Goal, optimizer, assignment, standing, decision, desk);
        return new QueryStream(setup, assignment, decision, together, line, waited, options, new RoomWatch(line, desk.Ledger, time, options.LongestWait), time);
    }

    private static async Task EndAsync(Task<QueryStream>? stream)
    {
        if (stream is null)
            return;
        await ((Task)stream).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stream.IsCompletedSuccessfully)
            await (await stream.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private void FailAll(Exception fault)
    {
        foreach (var query in line.ToArray())
        {
            if (line.Remove(query))
                query.Fail(fault);
        }
    }
}
