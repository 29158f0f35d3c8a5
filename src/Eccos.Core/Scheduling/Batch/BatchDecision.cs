namespace Eccos;

/// <summary>Decides a batch against what is free now, and reserves it: all of it or nothing.</summary>
/// <remarks>For one caller at a time; the scheduler guards it.</remarks>
internal sealed class BatchDecision(IOptimizer optimizer, LeaseDesk desk, RunningFloors floors)
{
    private const int MostRounds = 16;

    private readonly WarmStart _warm = new();
    private readonly RecentForecasts _recent = new();

    public async ValueTask<DecidedBatch> DecideAsync(ModelPool pool, Forecast forecast, SchedulingGoal goal, CancellationToken cancellationToken)
    {
        var capacity = new BatchCapacity(pool, forecast, desk);
        _warm.Reset(pool);
        _recent.Add(pool, forecast);
        for (var round = 1; ; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var free = await desk.Ledger.GetFreeAsync(desk.Scheduler, capacity.BudgetKeys, cancellationToken).ConfigureAwait(false);
            var problem = new BatchProblem(optimizer, capacity, forecast, goal, free, _warm, cancellationToken);
            var solution = Solve(problem);
            var assignment = solution.Assignment;
            if (BatchObservation.Applies(forecast))
                return await BatchObservation.PlaceAsync(desk, floors, pool, forecast, solution, desk.NextBatchId(), capacity.Room, cancellationToken).ConfigureAwait(false);
            var placed = Enumerable.Range(0, forecast.Queries.Count).Where(i => assignment.EndpointOf[i] >= 0).ToList();

            // Between the two others may have taken something, or settled with more than they had reserved.
            var (answer, leases) = await desk.TryLeaseAsync(
                [.. placed.Select(i => (i, J: assignment.EndpointOf[i])).Select(at => (forecast.Queries[at.i], pool[at.J], forecast.Tokens[at.i, at.J], forecast.Cost[at.i, at.J]))],
                cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
            {
                var leaseOf = new Lease?[forecast.Queries.Count];
                for (var n = 0; n < leases.Length; n++)
                    leaseOf[placed[n]] = leases[n];
                return new DecidedBatch(desk.NextBatchId(), solution.Problem, assignment, leaseOf, capacity.Room, solution.Floor, solution.Count(floors, assignment)) { UsesLastPrices = problem.UsesLastPrices };
            }

            if (!capacity.Tighten(answer) || round == MostRounds)
            {
                var refused = Refused(forecast, answer);
                return new DecidedBatch(desk.NextBatchId(), solution.Problem, refused, new Lease?[forecast.Queries.Count], capacity.Room) { RefusedBy = answer.RefusedBy };
            }
        }
    }

    private BatchSolution Solve(BatchProblem problem) => problem.Goal switch
    {
        { QualityFloor: null } => problem.Solution(problem.Solve(floor: null)),
        { Objective: Objective.LeastCost, FloorScope: FloorScope.Running } => RunningFloorSearch.Solve(problem, floors.For(problem.Goal), _recent),
        _ => BatchFloorSearch.Solve(problem),
    };

    private static Assignment Refused(Forecast forecast, CapacityAnswer answer) => new()
    {
        Status = AssignmentStatus.Infeasible,
        StopReason = StopReason.Proven,
        EndpointOf = [.. Enumerable.Repeat(Assignment.Unassigned, forecast.Queries.Count)],
        Infeasibility = new Infeasibility
        {
            UnservedQueries = forecast.Queries.Count,
            Message = $"The capacity ledger refused the batch: {answer.RefusedBy} of '{answer.Name}' has no room for it.",
        },
    };
}
