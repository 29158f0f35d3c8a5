using System.Collections.Concurrent;

namespace Eccos.QAServe;

/// <summary>The queries that have been handed to the scheduler.</summary>
internal sealed class PlayedQueries(EccosScheduler scheduler, IReadOnlyList<Query> queries, SchedulerRest rest)
{
    private readonly ConcurrentQueue<(int Query, Task<Placement> Placed)> _decided = new();

    public ModelPool Pool => scheduler.Pool;

    /// <summary>The time that the scheduler took so far.</summary>
    public TimeSpan SchedulingTime { get; private set; }

    public Query this[int query] => queries[query];

    /// <summary>Hands a query to the scheduler and waits until it is placed, turned away or in line.</summary>
    public ValueTask ArriveAsync(int query, CancellationToken cancellationToken) => DoAsync(() =>
    {
        rest.Arrive(gathers: queries[query].ChosenEndpoint is null);
        var placed = scheduler.PlaceAsync(queries[query], cancellationToken: cancellationToken).AsTask();
        if (placed.IsCompleted)
            Decide(query, placed);
        else
            placed.ContinueWith(task => Decide(query, task), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }, cancellationToken);

    /// <summary>Does something that may wake the scheduler, and waits until it is at rest again.</summary>
    public async ValueTask DoAsync(Action work, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        work();
        await rest.WaitAsync(cancellationToken).ConfigureAwait(false);
        SchedulingTime += TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>The queries that were decided since the last time, in the order of their arrival.</summary>
    public async Task<IReadOnlyList<(int Query, Placement Placement)>> TakeDecidedAsync()
    {
        List<(int Query, Placement Placement)> taken = [];
        while (_decided.TryDequeue(out var next))
            taken.Add((next.Query, await next.Placed.ConfigureAwait(false)));
        taken.Sort((left, right) => left.Query.CompareTo(right.Query));
        return taken;
    }

    // First to be found, then not to be waited for.
    private void Decide(int query, Task<Placement> placed)
    {
        _decided.Enqueue((query, placed));
        rest.Decide(placed.IsCompletedSuccessfully && placed.Result.IsPlaced);
    }
}
