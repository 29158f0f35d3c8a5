namespace Eccos.QAServe;

/// <summary>
/// Plays queries against a real scheduler in virtual time: they arrive, are placed, wait in line or are turned away as they would be in a host, hold their leases for
/// as long as their service takes, and settle them. The clock moves from one event to the next, so that hours take seconds.
/// </summary>
/// <remarks>
/// Each event, an arrival, the end of a service or a timer of the scheduler, is over before the next one begins; of those at the same instant services end first and
/// arrivals come last. The same input gives the same run, as long as the online optimizer does not work in the background.
/// </remarks>
public sealed class QueueSimulation
{
    private readonly EccosOptions _options;
    private readonly IPredictor _predictor;
    private readonly IOptimizer _optimizer;
    private readonly SchedulerServices _services;
    private readonly IServiceModel _service;

    /// <summary>Makes a simulation.</summary>
    /// <param name="options">The pool, the goal and how single queries are placed. Leases are to live longer than the longest service.</param>
    /// <param name="predictor">Covers the pool.</param>
    /// <param name="optimizer">Solves batches.</param>
    /// <param name="service">Says how endpoints serve.</param>
    /// <param name="services">What else the scheduler may use; its clock and ledger are the simulation's. <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The window of micro-batches is as long as the longest wait, so that they cannot be told apart.</exception>
    public QueueSimulation(EccosOptions options, IPredictor predictor, IOptimizer optimizer, IServiceModel service, SchedulerServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(service);
        if (options.Streaming.MicroBatchWindow == options.Streaming.LongestWait)
            throw new ArgumentException($"The window of micro-batches and the longest wait are both {options.Streaming.LongestWait}; here they differ.", nameof(options));
        (_options, _predictor, _optimizer, _service, _services) = (options, predictor, optimizer, service, services ?? new SchedulerServices());
    }

    /// <summary>Runs the queries through a scheduler of their own.</summary>
    /// <param name="queries">The queries, with ids that differ.</param>
    /// <param name="arrivals">When each of them arrives; in order, each 0 or more.</param>
    /// <param name="progress">Told the part of the queries that is decided, 0 to 1; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Ends the simulation early.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ArgumentException">There are not as many times as queries, or they are not in order.</exception>
    public async Task<SimulationRun> RunAsync(
        IReadOnlyList<Query> queries,
        IReadOnlyList<TimeSpan> arrivals,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        ArgumentNullException.ThrowIfNull(arrivals);
        if (queries.Count != arrivals.Count)
            throw new ArgumentException($"There are {queries.Count} queries and {arrivals.Count} times of arrival.", nameof(arrivals));
        for (var i = 0; i < arrivals.Count; i++)
        {
            if (arrivals[i] < (i == 0 ? TimeSpan.Zero : arrivals[i - 1]))
                throw new ArgumentException($"Query {i} arrives at {arrivals[i]}; times are at least 0 and in order.", nameof(arrivals));
        }

        var clock = new VirtualClock();
        using var ledger = new WatchedLedger(new CapacityLedger(new VirtualTime(clock)));
        var time = new VirtualTime(clock, _options.Streaming.MicroBatchWindow);
        using var scheduler = new EccosScheduler(_options, _predictor, _optimizer, _services with { TimeProvider = time, Ledger = ledger });
        var inFlight = new PlayedQueries(scheduler, queries, new SchedulerRest(time, ledger));
        return await new EventLoop(clock, arrivals, inFlight, _service).RunAsync(progress, cancellationToken).ConfigureAwait(false);
    }
}
