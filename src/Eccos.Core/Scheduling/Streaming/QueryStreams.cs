namespace Eccos;

/// <summary>Keeps the stream of a scheduler's own goal, and starts a new one when the pool or the goal changes.</summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="optimizer">Assigns the streams; <see langword="null"/> for none, so that every query is a batch of one.</param>
/// <param name="options">How single queries are placed.</param>
/// <param name="desk">Reserves.</param>
/// <param name="floors">The running floors, which streams share with batches of the same goal.</param>
/// <param name="time">Measures how long queries wait.</param>
/// <param name="forecast">Predicts queries.</param>
internal sealed class QueryStreams(
    IOnlineOptimizer? optimizer,
    StreamingOptions options,
    LeaseDesk desk,
    RunningFloors floors,
    TimeProvider time,
    Func<Setup, IReadOnlyList<Query>, CancellationToken, ValueTask<Forecast>> forecast) : IDisposable
{
    private const int ReferencesAtOnce = 256;

    private readonly Lock _lock = new();
    private Setup? _setup;
    private Task<QueryStream>? _stream;

    /// <summary>Whether a goal is held over a stream of queries, and not by each of them.</summary>
    /// <remarks>Goals that ask for what only a batch can keep are not, nor those whose floor is to hold batch by batch.</remarks>
    public bool Holds(SchedulingGoal goal) => optimizer is not null && goal is
    {
        Objective: Objective.LeastCost or Objective.BestQuality,
        FloorScope: FloorScope.Running,
        FloorConfidence: null,
        Groups.Count: 0,
    } and not { QualityFloor: null, BudgetUsd: null };

    /// <summary>The stream of a setup, once it has seen the queries typical of it.</summary>
    public Task<QueryStream> For(Setup setup, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A predictor that failed on the typical queries may do better the next time.
            if (_stream is null or { IsFaulted: true } || _setup != setup)
            {
                // Those who wait in the stream before keep waiting there.
                _setup = setup;
                _stream = StartAsync(setup);
            }

            return _stream.IsCompletedSuccessfully ? _stream : _stream.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_stream is { IsCompletedSuccessfully: true } stream)
                stream.Result.Dispose();
        }
    }

    private async Task<QueryStream> StartAsync(Setup setup)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var goal = setup.Goal;
        var assignment = optimizer!.Start(goal, setup.Pool.Count);
        var decision = new StreamDecision(setup.Pool, goal, options.WhenFull, assignment, goal.QualityFloor is null ? null : floors.For(goal), desk);
        var stream = new QueryStream(assignment, decision, options, desk.Ledger, time);
        foreach (var chunk in options.ReferenceQueries.Chunk(ReferencesAtOnce))
            await stream.ObserveAsync(await forecast(setup, chunk, CancellationToken.None).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
        return stream;
    }
}
