namespace Eccos.QAServe;

/// <summary>Runs policies over the same test queries, predictions and limits, and checks from outside that the limits are kept.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class RoutingReplay
{
    private readonly IReadOnlyList<Query> _queries;
    private readonly QueryEndpointMatrix _success;
    private readonly QueryEndpointMatrix _costUsd;
    private readonly TimeProvider _time;

    /// <summary>Prepares the queries.</summary>
    /// <param name="queries">N queries: those of a warm-up, if any, and then the test queries as they stand in their file.</param>
    /// <param name="success">Predicted success probabilities, N x M.</param>
    /// <param name="costUsd">Predicted costs in USD, N x M.</param>
    /// <param name="timeProvider">Times the decisions; <see langword="null"/> for the system's clock.</param>
    public RoutingReplay(IReadOnlyList<Query> queries, QueryEndpointMatrix success, QueryEndpointMatrix costUsd, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(costUsd);
        _queries = queries;
        _success = success;
        _costUsd = costUsd;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Runs a policy.</summary>
    /// <param name="policy">The policy, fresh when it keeps state.</param>
    /// <param name="options">The setting, the limits and the order.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What it decided.</returns>
    /// <exception cref="EccosException">The policy answered for another number of queries, or named an endpoint that is not there.</exception>
    public async Task<RoutingRun> RunAsync(IRoutingPolicy policy, ReplayOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.WarmUp, _queries.Count);
        int[] warmUp = [.. Enumerable.Range(0, options.WarmUp)];
        int[] counted = [.. Enumerable.Range(options.WarmUp, _queries.Count - options.WarmUp)];
        new Random(options.Seed).Shuffle(counted);
        new Random(options.Seed).Shuffle(warmUp);
        int[] order = [.. warmUp, .. counted];
        var streaming = options.Setting == RoutingSetting.Streaming;
        var slots = new SlotCount(_success.EndpointCount, options);
        var endpointOf = new int[order.Length];
        var (times, position) = (new List<TimeSpan>(), 0);
        foreach (var window in streaming ? order.Chunk(1) : warmUp.Chunk(options.Window).Concat(counted.Chunk(options.Window)))
        {
            if (streaming)
                slots.Arrive();
            else
                slots.Begin(window.Length);
            var batch = Batch(window, slots.Free, position);
            var start = _time.GetTimestamp();
            var chosen = await policy.ChooseAsync(batch, cancellationToken).ConfigureAwait(false);
            var elapsed = _time.GetElapsedTime(start);
            if (position >= warmUp.Length)
                times.Add(elapsed);
            if (chosen.Count != window.Length)
                throw new EccosException($"'{policy.Name}' chose for {chosen.Count} of {window.Length} queries.");
            for (var k = 0; k < window.Length; k++)
            {
                if (chosen[k] < Assignment.Unassigned || chosen[k] >= _success.EndpointCount)
                    throw new EccosException($"'{policy.Name}' chose endpoint {chosen[k]} for query '{_queries[window[k]].Id}'; there are {_success.EndpointCount}.");
                endpointOf[window[k]] = chosen[k];
                slots.Take(chosen[k]);
            }

            position += window.Length;
        }

        int[] placed = [.. counted.Where(i => endpointOf[i] >= 0)];
        return new RoutingRun
        {
            Policy = policy.Name,
            Options = options,
            Order = Array.ConvertAll(counted, i => i - options.WarmUp),
            EndpointOf = endpointOf[options.WarmUp..],
            PredictedSuccess = placed.Select(i => _success[i, endpointOf[i]]).DefaultIfEmpty().Average(),
            PredictedCostUsd = placed.Select(i => _costUsd[i, endpointOf[i]]).DefaultIfEmpty().Average(),
            OverLimit = slots.OverLimit,
            DecisionTimes = times,
        };
    }

    private RoutingBatch Batch(int[] places, IReadOnlyList<int?> free, int position) => new(
        Array.ConvertAll(places, i => _queries[i]),
        Rows(_success, places),
        Rows(_costUsd, places),
        free,
        position);

    private static QueryEndpointMatrix Rows(QueryEndpointMatrix matrix, int[] places)
    {
        var values = new double[places.Length * matrix.EndpointCount];
        for (var k = 0; k < places.Length; k++)
            matrix.Row(places[k]).CopyTo(values.AsSpan(k * matrix.EndpointCount));
        return new QueryEndpointMatrix(values, matrix.EndpointCount);
    }
}
