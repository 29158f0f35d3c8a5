namespace Eccos;

/// <summary>Decides queries of a stream that came together, and reserves them: those that it can serve, all at once.</summary>
/// <remarks>For one caller at a time; the stream guards it.</remarks>
/// <param name="pool">The endpoints.</param>
/// <param name="goal">What the stream strives for.</param>
/// <param name="optimizer">Decides the queries together.</param>
/// <param name="assignment">Chooses at the stream's prices.</param>
/// <param name="standing">How floors and budgets stand.</param>
/// <param name="single">Counts what was decided.</param>
/// <param name="desk">Reserves.</param>
internal sealed class MicroBatchDecision(
    ModelPool pool,
    SchedulingGoal goal,
    IOptimizer optimizer,
    IOnlineAssignment assignment,
    StreamStanding standing,
    StreamDecision single,
    LeaseDesk desk)
{
    private const int MostRounds = 16;
    private static readonly SchedulingGoal _whatIsFree = new();

    /// <summary>Decides.</summary>
    /// <param name="forecast">Of the queries, in the order in which they came.</param>
    /// <param name="earlier">What those in line were refused, who come before them; null where nobody is in line.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>A placement for each query that is served; null for those that are to be decided by themselves.</returns>
    public async ValueTask<Placement?[]> DecideAsync(Forecast forecast, EarlierRefusals? earlier, CancellationToken cancellationToken)
    {
        var capacity = new BatchCapacity(pool, earlier?.Rest(forecast) ?? forecast, desk);
        for (var round = 0; round < MostRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var free = await desk.Ledger.GetFreeAsync(desk.Scheduler, capacity.BudgetKeys, cancellationToken).ConfigureAwait(false);
            single.Tell(free);
            var limits = capacity.Problem(_whatIsFree, free, null);
            var choices = PricedChoices.Of(forecast, limits, capacity.Room, free.Budgets, earlier, assignment, standing);
            var decided = Together(forecast, limits, choices, cancellationToken);
            var endpointOf = decided.EndpointOf;
            int[] placed = [.. Enumerable.Range(0, endpointOf.Length).Where(i => endpointOf[i] >= 0)];
            var (answer, leases) = await desk.TryLeaseAsync(
                [.. placed.Select(i => (forecast.Queries[i], pool[endpointOf[i]], forecast.Tokens[i, endpointOf[i]], forecast.Cost[i, endpointOf[i]]))],
                cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
                return Handed(forecast, choices, decided, placed, leases);
            if (!capacity.Tighten(answer))
                break;
        }

        return new Placement?[forecast.Queries.Count];
    }

    /// <returns>The better of what the optimizer finds and what the prices choose.</returns>
    private Decided Together(Forecast forecast, AssignmentProblem limits, PricedChoices choices, CancellationToken cancellationToken)
    {
        if (choices.EndpointOf.Count(j => j >= 0) < 2)
            return new Decided(choices.EndpointOf);
        var problem = MicroBatchProblem.Of(goal, forecast, limits, choices, standing);
        try
        {
            var answer = optimizer.Solve(problem.Stated, cancellationToken);
            return problem.IsBetter(answer, choices)
                ? new Decided(problem.With(choices, answer), problem)
                : new Decided(choices.EndpointOf, UsesLastPrices: answer.Status == AssignmentStatus.Unknown);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // As where prices are solved for: no failure of an optimizer may keep queries from being placed at the last prices.
            return new Decided(choices.EndpointOf, UsesLastPrices: true);
        }
    }

    private Placement?[] Handed(Forecast forecast, PricedChoices choices, Decided decided, int[] placed, Lease[] leases)
    {
        var placements = new Placement?[decided.EndpointOf.Length];
        var id = decided.Solved is null ? "" : desk.NextBatchId();
        try
        {
            for (var n = 0; n < placed.Length; n++)
            {
                var (i, j, choice) = (placed[n], decided.EndpointOf[placed[n]], choices.Choices[placed[n]]);
                placements[i] = new Placement(forecast, i, j, PlacementReason.MeetsGoal, () => Record(forecast, choices, i, j, decided, id), leases[n])
                {
                    Multiplier = choice.Multiplier,
                    UsesLastPrices = decided.UsesLastPrices || choice.UsesLastPrices,
                    RunningFloors = standing.Floors(choices.Groups[i]),
                    FloorMargin = standing.Margin(forecast, i, j),
                };
                single.Count(forecast, i, placements[i]!, j, choices.Free(i));
            }
        }
        catch
        {
            // Nobody will hear of the placements, so nobody else could give their leases back.
            Array.ForEach(leases, lease => lease.Cancel());
            throw;
        }

        return placements;
    }

    // What the optimizer decided does not follow from the prices, but from what it was asked of all of them.
    private DecisionRecord Record(Forecast forecast, PricedChoices choices, int i, int chosen, Decided decided, string id)
    {
        var record = StreamRecord.Of(
            pool,
            goal,
            forecast,
            i,
            chosen,
            PlacementReason.MeetsGoal,
            decided.Solved is null ? choices.Choices[i] : choices.Choices[i] with { Prices = null },
            j => j == chosen ? CapacityKind.None : choices.RefusedBy[i][j],
            single.WhenFull);
        return decided.Solved?.Record(id, i, record) ?? record;
    }

    /// <param name="EndpointOf">The endpoint of each query, or <see cref="Assignment.Unassigned"/>.</param>
    /// <param name="Solved">What the optimizer was asked; null where the prices chose.</param>
    /// <param name="UsesLastPrices">Whether the prices chose because the optimizer had no answer.</param>
    private sealed record Decided(int[] EndpointOf, MicroBatchProblem? Solved = null, bool UsesLastPrices = false);
}
