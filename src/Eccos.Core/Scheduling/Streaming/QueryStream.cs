namespace Eccos;

/// <summary>The queries placed one by one for one goal over one pool: their online assignment, their floor and their budget.</summary>
/// <remarks>Safe for use from any thread: one query is decided after the other, without waiting for anything but the ledger.</remarks>
internal sealed class QueryStream : IDisposable
{
    private readonly ModelPool _pool;
    private readonly SchedulingGoal _goal;
    private readonly IOnlineAssignment _assignment;
    private readonly RunningFloor? _floor;
    private readonly RunningBudget? _budget;
    private readonly LeaseDesk _desk;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly bool[] _free;

    public QueryStream(ModelPool pool, SchedulingGoal goal, IOnlineAssignment assignment, RunningFloor? floor, LeaseDesk desk)
    {
        _pool = pool;
        _goal = goal;
        _assignment = assignment;
        _floor = floor;
        _budget = goal.BudgetUsd is { } budget ? new RunningBudget(budget) : null;
        _desk = desk;
        _free = new bool[pool.Count];
    }

    /// <summary>Shows queries typical of the stream, before it begins.</summary>
    public async Task ObserveAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = 0; i < forecast.Queries.Count; i++)
                _assignment.Observe(Row(forecast, i));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Decides one query against what is free now, and reserves what it takes.</summary>
    /// <param name="forecast">Of the one query.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    public async ValueTask<Placement> PlaceAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        if (!forecast.HasEligible(0))
            return new Placement(forecast.Queries[0], PlacementReason.NoEligibleEndpoint, () => Record(forecast, Assignment.Unassigned, PlacementReason.NoEligibleEndpoint, null, []));
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (placement, endpoint) = await DecideAsync(forecast, cancellationToken).ConfigureAwait(false);
            Tell(placement, forecast, endpoint);
            if (placement.IsPlaced)
            {
                _floor?.Report(placement.SuccessProbability, 1);
                _budget?.Report(placement.ExpectedCostUsd);
            }

            return placement;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _assignment.Dispose();
        _turn.Dispose();
    }

    private void Tell(Placement placement, Forecast forecast, int endpoint)
    {
        try
        {
            _assignment.Decided(Row(forecast, 0), _free, endpoint);
        }
        catch
        {
            // Nobody will hear of the placement, so nobody else could give its lease back.
            placement.Lease?.Cancel();
            throw;
        }
    }

    private async ValueTask<(Placement Placement, int Endpoint)> DecideAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        var query = forecast.Queries[0];
        Array.Fill(_free, true);
        CapacityAnswer? refusal = null;
        CapacityAnswer?[] refusals = [];
        var onlyOut = true;

        // Every refusal takes at least one endpoint out, so there are at most as many rounds as endpoints.
        while (true)
        {
            var choice = _assignment.Choose(Row(forecast, 0), _free, Standing());
            var reason = (choice, _goal.WhenInfeasible) switch
            {
                ({ Endpoint: < 0 }, _) => onlyOut ? PlacementReason.EndpointsOut : PlacementReason.NoRoom,
                ({ KeepsLimits: true }, _) => PlacementReason.MeetsGoal,
                (_, InfeasiblePolicy.Report) => PlacementReason.Infeasible,
                (_, InfeasiblePolicy.Defer) => PlacementReason.Deferred,
                _ => PlacementReason.LimitRelaxed,
            };
            if (reason is not (PlacementReason.MeetsGoal or PlacementReason.LimitRelaxed))
                return (new Placement(query, reason, () => Record(forecast, Assignment.Unassigned, reason, choice.Multiplier, refusals)) { Refusal = refusal, UsesLastPrices = choice.UsesLastPrices }, Assignment.Unassigned);

            var j = choice.Endpoint;
            var (answer, lease) = await _desk.TryLeaseAsync(query, _pool[j], forecast.Tokens[0, j], forecast.Cost[0, j], cancellationToken).ConfigureAwait(false);
            if (lease is not null)
            {
                var placement = new Placement(forecast, 0, j, reason, () => Record(forecast, j, reason, choice.Multiplier, refusals), lease)
                {
                    Multiplier = choice.Multiplier,
                    UsesLastPrices = choice.UsesLastPrices,
                    RunningFloor = _floor,
                };
                return (placement, j);
            }

            onlyOut &= answer.RefusedBy == CapacityKind.EndpointOut;
            refusal = answer;
            if (refusals.Length == 0)
                refusals = new CapacityAnswer?[_pool.Count];
            refusals[j] = answer;
            Bar(forecast, j, answer);
        }
    }

    // The multiplier is all of the prices that reaches here: those of the workload are the online assignment's own.
    private DecisionRecord Record(Forecast forecast, int chosen, PlacementReason reason, double? multiplier, CapacityAnswer?[] refusals) => Considered.Record(
        _pool,
        forecast,
        0,
        chosen,
        reason,
        _goal,
        j => multiplier is not { } lambda ? null
            : _goal.Objective == Objective.BestQuality ? (lambda * forecast.Cost[0, j]) - forecast.Prediction.Success[0, j]
            : forecast.Cost[0, j] - (lambda * forecast.Prediction.Success[0, j]),
        j => refusals.ElementAtOrDefault(j) is not { } refusal ? null
            : refusal.RefusedBy == CapacityKind.EndpointOut ? EndpointVerdict.CoolingDown
            : EndpointVerdict.Full);

    /// <summary>Takes out the endpoint that was refused; where the scheduler's or a key's money refused, also those that cost no less.</summary>
    private void Bar(Forecast forecast, int refused, CapacityAnswer answer)
    {
        _free[refused] = false;
        if (answer.RefusedBy is not (CapacityKind.SchedulerSpend or CapacityKind.BudgetKeySpend))
            return;
        for (var j = 0; j < _free.Length; j++)
            _free[j] &= forecast.Cost[0, j] < forecast.Cost[0, refused];
    }

    private OnlineStanding Standing()
    {
        var floor = _floor?.State() ?? default;
        return new OnlineStanding(
            _floor is null ? _budget?.Queries ?? 0 : floor.Queries,
            (_floor?.Floor ?? 0) + floor.LabelOffset,
            floor.Deficit,
            _budget?.Budget ?? 0,
            _budget?.Overspend ?? 0);
    }

    private static OnlineQuery Row(Forecast forecast, int i) => new(
        forecast.Cost.Row(i),
        forecast.Prediction.Success.Row(i),
        forecast.Eligible.AsSpan(i * forecast.Cost.EndpointCount, forecast.Cost.EndpointCount));
}
