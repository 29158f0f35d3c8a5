namespace Eccos.Experiments.Scheduling;

/// <summary>Schedules batch after batch; every batch finds all slots free, because the one before has given its leases back.</summary>
/// <param name="pool">The endpoints.</param>
/// <param name="predictor">The fitted predictor.</param>
/// <param name="optimizer">The optimizer.</param>
/// <param name="goal">What each batch strives for and keeps.</param>
/// <param name="capacity">The workload limits of a batch.</param>
internal sealed class BatchScheduler(ModelPool pool, IPredictor predictor, IOptimizer optimizer, SchedulingGoal goal, CapacityRule capacity) : IDisposable
{
    private readonly PredictionTap _tap = new(predictor);

    // Limits follow from the size of the batch, and the last batch may be smaller: at most two schedulers. Without them one serves all batches.
    private readonly Dictionary<int, EccosScheduler> _schedulers = [];

    /// <summary>Decides one batch.</summary>
    /// <param name="index">The batch's place, from 0.</param>
    /// <param name="queries">Its queries, their input tokens being set where a price needs them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<DecidedBatch> DecideAsync(int index, IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var scheduler = SchedulerFor(queries.Count);
        using var schedule = await scheduler.ScheduleAsync(queries, cancellationToken: cancellationToken);
        var prediction = _tap.Last!.For(pool).Corrected();
        int[] inputTokens = [.. queries.Select(query => query.InputTokens ?? 0)];
        return new DecidedBatch(index, capacity.Limit(queries.Count, pool.Count), schedule, prediction, CostEstimator.Costs(pool, prediction, inputTokens));
    }

    public void Dispose()
    {
        foreach (var scheduler in _schedulers.Values)
            scheduler.Dispose();
    }

    private EccosScheduler SchedulerFor(int batch)
    {
        var size = capacity.Factor is null ? 0 : batch;
        if (_schedulers.TryGetValue(size, out var known))
            return known;
        var options = new EccosOptions { Goal = goal };
        foreach (var endpoint in pool)
            options.Endpoints.Add(endpoint with { ConcurrencyLimit = capacity.Limit(batch, pool.Count) ?? endpoint.ConcurrencyLimit });
        return _schedulers[size] = new EccosScheduler(options, _tap, optimizer);
    }
}
