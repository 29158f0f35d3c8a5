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
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>A placement for each query that is served; null for those that are to be decided by themselves.</returns>
    public async ValueTask<Placement?[]> DecideAsync(Forecast forecast, CancellationToken cancellationToken)
    {
        var capacity = new BatchCapacity(pool, forecast, desk.Health);
        for (var round = 0; round < MostRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var free = await desk.Ledger.GetFreeAsync(desk.Scheduler, capacity.BudgetKeys, cancellationToken).ConfigureAwait(false);
            single.Tell(free);
            var limits = capacity.Problem(_whatIsFree, free, null);
            var choices = PricedChoices.Of(forecast, limits, capacity.Room, free.Budgets, assignment, standing);
            var (endpointOf, source) = Together(forecast, limits, choices, cancellationToken);
            int[] placed = [.. Enumerable.Range(0, endpointOf.Length).Where(i => endpointOf[i] >= 0)];
            var (answer, leases) = await desk.TryLeaseAsync(
                [.. placed.Select(i => (forecast.Queries[i], pool[endpointOf[i]], forecast.Tokens[i, endpointOf[i]], forecast.Cost[i, endpointOf[i]]))],
                cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
                return Handed(forecast, choices, endpointOf, placed, leases, source);
            if (!capacity.Tighten(answer))
                break;
        }

        return new Placement?[forecast.Queries.Count];
    }

    /// <returns>The better of what the optimizer finds and what the prices choose, and which of both it is.</returns>
    private (int[] EndpointOf, Source Source) Together(Forecast forecast, AssignmentProblem limits, PricedChoices choices, CancellationToken cancellationToken)
    {
        if (choices.EndpointOf.Count(j => j >= 0) < 2)
            return (choices.EndpointOf, Source.Prices);
        var problem = MicroBatchProblem.Of(goal, forecast, limits, choices, standing);
        try
        {
            var answer = optimizer.Solve(problem.Stated, cancellationToken);
            return problem.IsBetter(answer, choices) ? (problem.With(choices, answer), Source.Optimizer)
                : (choices.EndpointOf, answer.Status == AssignmentStatus.Unknown ? Source.LastPrices : Source.Prices);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // As where prices are solved for: no failure of an optimizer may keep queries from being placed at the last prices.
            return (choices.EndpointOf, Source.LastPrices);
        }
    }

    private Placement?[] Handed(Forecast forecast, PricedChoices choices, int[] endpointOf, int[] placed, Lease[] leases, Source source)
    {
        var placements = new Placement?[endpointOf.Length];
        try
        {
            for (var n = 0; n < placed.Length; n++)
            {
                var (i, j, choice) = (placed[n], endpointOf[placed[n]], choices.Choices[placed[n]]);
                placements[i] = new Placement(forecast, i, j, PlacementReason.MeetsGoal, () => Record(forecast, choices, i, j, source), leases[n])
                {
                    Multiplier = choice.Multiplier,
                    UsesLastPrices = source == Source.LastPrices || choice.UsesLastPrices,
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

    // What the optimizer decided does not follow from the prices, and cannot be made again from the record of one query.
    private DecisionRecord Record(Forecast forecast, PricedChoices choices, int i, int chosen, Source source) => StreamRecord.Of(
        pool,
        goal,
        forecast,
        i,
        chosen,
        PlacementReason.MeetsGoal,
        source == Source.Optimizer ? choices.Choices[i] with { Prices = null } : choices.Choices[i],
        j => j == chosen ? CapacityKind.None : choices.RefusedBy[i][j],
        single.WhenFull);

    private enum Source
    {
        Prices,
        LastPrices,
        Optimizer,
    }
}
