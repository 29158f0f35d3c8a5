namespace Eccos;

/// <summary>Decides one query of a stream against what is free now, and reserves what it takes.</summary>
/// <remarks>For one caller at a time; the stream guards it.</remarks>
/// <param name="pool">The endpoints.</param>
/// <param name="goal">The floor, the budget, and what gives way when they cannot be kept.</param>
/// <param name="whenFull">What happens when the endpoints with room cannot keep them.</param>
/// <param name="assignment">Chooses.</param>
/// <param name="standing">How floors and budgets stand.</param>
/// <param name="desk">Reserves.</param>
internal sealed class StreamDecision(ModelPool pool, SchedulingGoal goal, WhenFull whenFull, IOnlineAssignment assignment, StreamStanding standing, LeaseDesk desk)
{
    private readonly bool[] _free = new bool[pool.Count];
    private readonly StreamCapacity _capacity = new(pool, assignment, desk);

    /// <summary>What happens when the endpoints with room cannot keep the limits.</summary>
    public WhenFull WhenFull => whenFull;

    /// <summary>Which endpoints had room for the query that was decided last.</summary>
    public bool[] Free => [.. _free];

    /// <summary>Shows queries typical of the stream, before it begins.</summary>
    public void Observe(Forecast forecast)
    {
        for (var i = 0; i < forecast.Queries.Count; i++)
            assignment.Observe(standing.Row(forecast, i, standing.GroupsOf(forecast.Queries[i])));
    }

    /// <summary>Tells the assignment what is in use, where somebody has asked the ledger.</summary>
    public void Tell(FreeCapacity free) => _capacity.Tell(free);

    /// <summary>Decides.</summary>
    /// <param name="forecast">Of the one query.</param>
    /// <param name="earlier">What those before it in line were refused, and where it adds what it is refused itself; null where nobody is in line.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    public async ValueTask<StreamDecided> DecideAsync(Forecast forecast, EarlierRefusals? earlier, CancellationToken cancellationToken)
    {
        var observed = forecast.Queries[0].ChosenEndpoint is null ? null : await StreamObservation.StartAsync(pool, forecast, desk, cancellationToken).ConfigureAwait(false);
        Array.Fill(_free, true);
        var groups = standing.GroupsOf(forecast.Queries[0]);
        await _capacity.TellAsync(cancellationToken).ConfigureAwait(false);
        CapacityAnswer? refusal = null;
        CapacityKind[] refusals = [];
        var (onlyOut, seen, retryAfter) = (true, long.MaxValue, (TimeSpan?)null);

        // Every refusal takes at least one endpoint out, so there are at most as many rounds as endpoints.
        while (true)
        {
            var choice = assignment.Choose(standing.Row(forecast, 0, groups), _free, standing.State());
            var reason = StreamReason.Of(choice.Endpoint, choice.KeepsLimits, goal.WhenInfeasible, whenFull, refusal is not null, onlyOut);
            if (!StreamReason.IsPlaced(reason))
            {
                if (observed is not null)
                    return await AtHostAsync(forecast, observed.Host, Assignment.Unassigned, reason, choice, refusals, earlier, cancellationToken).ConfigureAwait(false);
                DecisionRecord Left(PlacementReason why) => Record(forecast, Assignment.Unassigned, why, choice, refusals);
                var placement = new Placement(forecast.Queries[0], reason, () => Left(reason)) { Refusal = refusal, UsesLastPrices = choice.UsesLastPrices };
                return new StreamDecided(placement, Assignment.Unassigned, refusal is not null, seen, retryAfter, Left);
            }

            // The refusal would be the same, again and again.
            var j = choice.Endpoint;
            if (!_free[j])
                throw new EccosException($"The online optimizer chose endpoint '{pool[j].Name}', of which it was told that it has no room.");
            var (answer, lease) = observed is not null
                ? (observed.Answer(j), null)
                : await TryLeaseAsync(forecast, j, earlier, cancellationToken).ConfigureAwait(false);
            if (observed is not null && answer.IsGranted)
                return await AtHostAsync(forecast, observed.Host, j, reason, choice, refusals, earlier, cancellationToken).ConfigureAwait(false);
            if (lease is not null)
            {
                DecisionRecord Taken(PlacementReason why) => Record(forecast, j, why, choice, refusals);
                var placement = new Placement(forecast, 0, j, reason, () => Taken(reason), lease)
                {
                    Multiplier = choice.Multiplier,
                    UsesLastPrices = choice.UsesLastPrices,
                    RunningFloors = standing.Floors(groups),
                    FloorMargin = standing.Margin(forecast, 0, j),
                };
                return new StreamDecided(placement, j, false, seen, null, Taken);
            }

            refusal = answer;
            if (refusals.Length == 0)
                refusals = new CapacityKind[pool.Count];
            if (answer.RefusedBy == CapacityKind.EndpointOut)
                retryAfter = answer.RetryAfter is { } after && !(after >= retryAfter) ? after : retryAfter;
            else
                (onlyOut, seen) = (false, Math.Min(seen, answer.Version));
            Bar(forecast, j, answer, refusals);
        }
    }

    /// <summary>Places a query where its host had chosen, whatever was decided.</summary>
    private async ValueTask<StreamDecided> AtHostAsync(
        Forecast forecast,
        int host,
        int chosen,
        PlacementReason reason,
        OnlineChoice choice,
        CapacityKind[] refusals,
        EarlierRefusals? earlier,
        CancellationToken cancellationToken)
    {
        var own = forecast.HasEligible(0) ? reason : PlacementReason.NoEligibleEndpoint;
        var preferred = chosen == Assignment.Unassigned ? null : pool[chosen];
        var (answer, lease) = await TryLeaseAsync(forecast, host, earlier, cancellationToken).ConfigureAwait(false);
        var became = BatchObservation.Reason(answer);
        DecisionRecord Hosted(PlacementReason why) => Record(forecast, chosen, own, choice, refusals, new HostChoice(host, why));
        var placement = lease is null
            ? new Placement(forecast.Queries[0], became, () => Hosted(became)) { Refusal = answer, UsesLastPrices = choice.UsesLastPrices, Preferred = preferred }
            : new Placement(forecast, 0, host, became, () => Hosted(became), lease)
            {
                Multiplier = choice.Multiplier,
                UsesLastPrices = choice.UsesLastPrices,
                Preferred = preferred,
                RunningFloors = standing.Floors(standing.GroupsOf(forecast.Queries[0])),
                FloorMargin = standing.Margin(forecast, 0, host),
            };
        var retryAfter = answer.RefusedBy == CapacityKind.EndpointOut ? answer.RetryAfter : null;
        return new StreamDecided(placement, lease is null ? Assignment.Unassigned : host, lease is null, answer.Version, retryAfter, Hosted);
    }

    private ValueTask<(CapacityAnswer Answer, Lease? Lease)> TryLeaseAsync(Forecast forecast, int j, EarlierRefusals? earlier, CancellationToken cancellationToken)
    {
        if (earlier?.Of(forecast, 0, j) is { } refusal)
            return new((refusal, null));
        var asked = desk.TryLeaseAsync(forecast.Queries[0], pool[j], forecast.Tokens[0, j], forecast.Cost[0, j], cancellationToken);
        return earlier is null ? asked : RememberedAsync(asked, forecast, j, earlier);
    }

    private static async ValueTask<(CapacityAnswer Answer, Lease? Lease)> RememberedAsync(
        ValueTask<(CapacityAnswer Answer, Lease? Lease)> asked,
        Forecast forecast,
        int j,
        EarlierRefusals earlier)
    {
        var (answer, lease) = await asked.ConfigureAwait(false);
        if (lease is null)
            earlier.Add(forecast, 0, j, answer);
        return (answer, lease);
    }

    /// <summary>Counts a query whose fate is settled.</summary>
    /// <param name="forecast">What it was decided on.</param>
    /// <param name="i">Its place there.</param>
    /// <param name="placement">What became of it.</param>
    /// <param name="endpoint">Its endpoint, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="free">Which endpoints had room when it came.</param>
    public void Count(Forecast forecast, int i, Placement placement, int endpoint, ReadOnlySpan<bool> free)
    {
        var groups = standing.GroupsOf(forecast.Queries[i]);
        try
        {
            assignment.Decided(standing.Row(forecast, i, groups), free, endpoint);
        }
        catch
        {
            // Nobody will hear of the placement, so nobody else could give its lease back.
            placement.Lease?.Cancel();
            throw;
        }

        if (placement.IsPlaced)
            standing.Count(forecast, i, groups, endpoint, placement.Multiplier);
    }

    /// <summary>A query that no endpoint may serve.</summary>
    public Placement NotEligible(Forecast forecast) => new(
        forecast.Queries[0],
        PlacementReason.NoEligibleEndpoint,
        () => Record(forecast, Assignment.Unassigned, PlacementReason.NoEligibleEndpoint, null, []));

    private DecisionRecord Record(Forecast forecast, int chosen, PlacementReason reason, OnlineChoice? choice, CapacityKind[] refusals, HostChoice? host = null) => StreamRecord.Of(
        pool,
        goal,
        forecast,
        0,
        chosen,
        reason,
        choice,
        j => refusals.ElementAtOrDefault(j),
        whenFull,
        host);

    /// <summary>Takes out the endpoint that was refused; where the scheduler's or a key's money refused, also those that cost no less.</summary>
    private void Bar(Forecast forecast, int refused, CapacityAnswer answer, CapacityKind[] refusals)
    {
        var isShared = answer.RefusedBy is CapacityKind.SchedulerSpend or CapacityKind.BudgetKeySpend;
        for (var j = 0; j < _free.Length; j++)
        {
            if (!_free[j] || (j != refused && !(isShared && forecast.Cost[0, j] >= forecast.Cost[0, refused])))
                continue;
            _free[j] = false;
            refusals[j] = answer.RefusedBy;
        }
    }
}
