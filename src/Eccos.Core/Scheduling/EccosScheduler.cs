using Microsoft.Extensions.Options;

namespace Eccos;

/// <summary>The scheduler: predicts, solves the assignment against what is free now, reserves, and hands out placements.</summary>
/// <remarks>Safe for use from any thread; see <see cref="IScheduler"/>.</remarks>
public sealed class EccosScheduler : IScheduler, IDisposable
{
    private readonly IPredictor _predictor;
    private readonly ITokenCounter? _tokenCounter;
    private readonly LeaseDesk _desk;
    private readonly LabelFeedback _feedback;
    private readonly BatchDecision _batch;
    private readonly WaitingLine _line = new();
    private readonly QueryStreams _streams;
    private readonly SingleQueries _single;
    private readonly TimeProvider _time;
    private readonly SchedulerLog _log;
    private readonly SchedulerTelemetry _telemetry;
    private readonly DecisionReporter? _decisions;
    private readonly CapacityLedger? _ownLedger;
    private readonly RunningFloors _floors = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _change = new(1, 1);
    private volatile Setup _setup;
    private volatile bool _isDisposed;
    private IDisposable? _following;

    /// <summary>Makes a scheduler without a host. Hosts call <c>services.AddEccos(…)</c> instead.</summary>
    /// <param name="options">The pool and the goal; read once, and again by <see cref="UpdateAsync"/>.</param>
    /// <param name="predictor">Covers every endpoint of the pool.</param>
    /// <param name="optimizer">Solves the assignment.</param>
    /// <param name="services">What else it may use; <see langword="null"/> for the defaults.</param>
    /// <exception cref="OptionsValidationException">The options are out of range; the message lists every breach with its value.</exception>
    public EccosScheduler(EccosOptions options, IPredictor predictor, IOptimizer optimizer, SchedulerServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(optimizer);
        EccosOptionsValidator.ThrowIfInvalid(options);
        services ??= new SchedulerServices();
        _predictor = predictor;
        _tokenCounter = services.TokenCounter;
        _time = services.TimeProvider;
        _log = new SchedulerLog(services.Logger);
        var ledger = services.Ledger ?? (_ownLedger = new CapacityLedger(_time));
        _desk = new LeaseDesk(ledger, services.Name, new HealthRegistry(_time, OnHealthChanged) { ProbeEnded = () => _streams!.Wake() }, _time);
        _setup = Setup.Of(options, _tokenCounter, _desk);
        _desk.Ledger.Expired += OnExpired;
        _telemetry = new SchedulerTelemetry(_desk, _line, () => Pool, services.MeterFactory);
        _desk.Charged = _telemetry.Charged;
        _decisions = services.Decisions is { } sink ? new DecisionReporter(sink, _time, _log) : null;
        _feedback = new LabelFeedback(services.Observations ?? predictor as IObservationSink, _log) { Labelled = _telemetry.Labelled };
        _feedback.Drifted += drift => DriftDetected?.Invoke(this, drift);
        Take(options);
        _ = _setup.Limits.TellAsync(CancellationToken.None);
        _batch = new BatchDecision(optimizer, _desk, _floors);
        var streaming = options.Streaming.Copy();
        _streams = new QueryStreams(services.OnlineOptimizer, optimizer, streaming, _desk, _floors, _time, _line, _telemetry.Waited, ForecastAsync);
        _single = new SingleQueries(() => _setup, _streams, ForecastAsync, OwnBatchAsync, Expect, streaming, _time);
    }

    /// <inheritdoc/>
    public event EventHandler<ReservationExpiredEventArgs>? LeaseExpired;

    /// <inheritdoc/>
    public event EventHandler<DriftDetectedEventArgs>? DriftDetected;

    /// <inheritdoc/>
    public ModelPool Pool => _setup.Pool;

    /// <inheritdoc/>
    public IReadOnlyList<EndpointHealth> Health => [.. Pool.Select(endpoint => _desk.Health[endpoint.Name].Health)];

    /// <inheritdoc/>
    public async ValueTask<Schedule> ScheduleAsync(
        IReadOnlyList<Query> queries,
        SchedulingGoal? goal = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var setup = _setup;

        // The caller may fill its list anew while the decision is still to be explained.
        queries = [.. queries];
        QueryRules.Check(queries, setup.Pool);
        if (goal is not null)
            SchedulingGoalRules.Check(goal);

        using var activity = _telemetry.StartSchedule(queries.Count);
        try
        {
            var start = _time.GetTimestamp();
            var prediction = await PredictAsync(setup, queries, cancellationToken).ConfigureAwait(false);
            var predictionTime = _time.GetElapsedTime(start);

            start = _time.GetTimestamp();
            var forecast = setup.Problems.Forecast(queries, prediction, goal ?? setup.Goal);
            var schedule = await DecideAsync(setup, forecast, goal ?? setup.Goal, predictionTime, _time.GetElapsedTime(start), cancellationToken).ConfigureAwait(false);
            _telemetry.Scheduled(schedule, activity);
            return schedule;
        }
        catch (Exception fault)
        {
            SchedulerTelemetry.Failed(fault, activity);
            throw;
        }
    }

    private ValueTask<Schedule> OwnBatchAsync(Setup setup, Forecast forecast, CancellationToken cancellationToken) =>
        DecideAsync(setup, forecast, setup.Goal, TimeSpan.Zero, TimeSpan.Zero, cancellationToken);

    private void Expect(Placement placement)
    {
        _feedback.Expect(placement);
        _decisions?.Report(placement);
    }

    private async ValueTask<Schedule> DecideAsync(
        Setup setup,
        Forecast forecast,
        SchedulingGoal goal,
        TimeSpan predictionTime,
        TimeSpan forecastTime,
        CancellationToken cancellationToken)
    {
        await setup.ConfiguredAsync(cancellationToken).ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var start = _time.GetTimestamp();
            var decided = await _batch.DecideAsync(setup.Pool, forecast, goal, cancellationToken).ConfigureAwait(false);
            var schedule = Handed(setup, forecast, decided, predictionTime, forecastTime + _time.GetElapsedTime(start));
            _decisions?.Report(schedule.Placements);
            return schedule;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Placement> PlaceAsync(Query query, SchedulingGoal? goal = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var setup = _setup;
        if (_single.Places(setup.Goal) && (goal is null || goal == setup.Goal))
        {
            QueryRules.Check([query], setup.Pool);
            using var activity = _telemetry.StartPlace();
            try
            {
                var (placement, predictionTime, decisionTime) = await _single.PlaceAsync(query, cancellationToken).ConfigureAwait(false);
                _telemetry.Placed(placement, predictionTime, decisionTime, activity);
                return placement;
            }
            catch (Exception fault)
            {
                SchedulerTelemetry.Failed(fault, activity);
                throw;
            }
        }

        // The schedule is not disposed: the caller owns the one lease it holds.
        var schedule = await ScheduleAsync([query], goal, cancellationToken).ConfigureAwait(false);
        return schedule.Placements[0];
    }

    /// <inheritdoc/>
    public ValueTask<bool> LabelAsync(PlacementId placement, double correct, CancellationToken cancellationToken = default) =>
        _feedback.LabelAsync(placement, correct, cancellationToken);

    /// <summary>
    /// Takes other options into use: prices, limits, goal, endpoints added and removed. Nothing is fitted again. What is placed already keeps the prices
    /// it was placed at, batches under way end as they began, and queries that wait for room keep their places in line under the new options. What single queries have
    /// taught about prices is kept where endpoints and goal stay as they are. Schedulers of a host do this by themselves when their options change.
    /// </summary>
    /// <param name="options">The new options.</param>
    /// <param name="cancellationToken">Ends the work early; the old options stay then.</param>
    /// <returns>Done when new calls see the new options.</returns>
    /// <exception cref="OptionsValidationException">The options are out of range; the old ones stay.</exception>
    /// <exception cref="EccosException">The predictor knows nothing of an endpoint; the old options stay.</exception>
    public async ValueTask UpdateAsync(EccosOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        EccosOptionsValidator.ThrowIfInvalid(options);
        await _change.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);

            // No queries: only its columns are asked for.
            _ = (await _predictor.PredictAsync([], cancellationToken).ConfigureAwait(false)).For(new ModelPool(options.Endpoints));
            var (before, setup) = (_setup, Setup.Of(options, _tokenCounter, _desk, _setup));
            if (setup == before)
            {
                // A stream goes on with the prices that it has learned; files are read anew for many a reason.
                await ConfigureAsync(setup, options, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _streams.ChangeAsync(() => ConfigureAsync(setup, options, cancellationToken), cancellationToken).ConfigureAwait(false);

                // The new options hold whatever a predictor makes of the queries that wait; they are told.
                await _streams.FollowAsync(setup).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            _log.Changed(before.Pool, setup.Pool);
        }
        finally
        {
            _change.Release();
        }
    }

    private async Task ConfigureAsync(Setup setup, EccosOptions options, CancellationToken cancellationToken)
    {
        var before = _setup;
        before.Limits.IsOver = true;
        try
        {
            await setup.Limits.TellAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            before.Limits.IsOver = false;
            throw;
        }

        Take(options);
        _setup = setup;
    }

    /// <summary>What is not the ledger's; as it is now, since options that are changed later hold once they are found to be valid.</summary>
    private void Take(EccosOptions options)
    {
        _desk.LeaseLifetime = options.LeaseLifetime;
        _desk.Health.Configure(options.Health.Copy());
        _feedback.Options = options.Feedback.Copy();
    }

    /// <summary>Takes over what keeps the options up to date, to end it with the scheduler.</summary>
    internal void EndWithMe(IDisposable following) => _following = following;

    /// <summary>Ends the scheduler. Leases that are still held can be released afterwards.</summary>
    public void Dispose()
    {
        _following?.Dispose();
        _isDisposed = true;
        _desk.Ledger.Expired -= OnExpired;
        _single.Dispose();
        _streams.Dispose();
        _telemetry.Dispose();
        _ownLedger?.Dispose();
    }

    private void OnHealthChanged(EndpointHealth health)
    {
        // The pause that those who met it out wait for is over before its time.
        if (health.State == EndpointState.InUse)
            _streams.Wake();
        _log.HealthChanged(health);
    }

    // A ledger that is shared tells of all its schedulers' leases.
    private void OnExpired(object? sender, ReservationExpiredEventArgs expired)
    {
        if (!_desk.IsOwn(expired.Id))
            return;
        _log.LeaseExpired(expired.Id, expired.Endpoint, expired.Age);
        LeaseExpired?.Invoke(this, expired);
    }

    private Schedule Handed(Setup setup, Forecast forecast, DecidedBatch decided, TimeSpan predictionTime, TimeSpan decisionTime)
    {
        try
        {
            var schedule = new Schedule(BatchPlacements.Of(setup.Pool, forecast, decided), decided.Assignment, forecast)
            {
                Floor = decided.Floor,
                Observed = decided.Host is null ? null : decided.Decision,
                PredictionTime = predictionTime,
                DecisionTime = decisionTime,
            };
            foreach (var placement in schedule.Placements)
                _feedback.Expect(placement);
            _log.Scheduled(schedule);
            return schedule;
        }
        catch
        {
            // Nobody will hear of the placements, so nobody else could give their leases back.
            decided.Cancel();
            throw;
        }
    }

    private async ValueTask<Forecast> ForecastAsync(Setup setup, IReadOnlyList<Query> queries, CancellationToken cancellationToken) =>
        setup.Problems.Forecast(queries, await PredictAsync(setup, queries, cancellationToken).ConfigureAwait(false), setup.Goal);

    private async ValueTask<Prediction> PredictAsync(Setup setup, IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var prediction = (await _predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false)).For(setup.Pool).Corrected();
        return prediction.QueryCount == queries.Count
            ? _feedback.Recalibrate(prediction)
            : throw new EccosException($"The predictor answered {prediction.QueryCount} of {queries.Count} queries.");
    }
}
