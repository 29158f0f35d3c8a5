namespace Eccos;

/// <summary>Decides a batch against what is free now, and reserves it: all of it or nothing.</summary>
/// <remarks>For one caller at a time; the scheduler guards it.</remarks>
internal sealed class BatchDecision(IOptimizer optimizer, LeaseDesk desk)
{
    private const int MostRounds = 16;

    public async ValueTask<(Assignment Assignment, Lease?[] Leases)> DecideAsync(
        ModelPool pool,
        Forecast forecast,
        SchedulingGoal goal,
        CancellationToken cancellationToken)
    {
        var capacity = new BatchCapacity(pool, forecast);
        for (var round = 1; ; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var free = await desk.Ledger.GetFreeAsync(desk.Scheduler, capacity.BudgetKeys, cancellationToken).ConfigureAwait(false);
            var assignment = optimizer.Solve(capacity.Problem(goal, free), cancellationToken);
            var claims = Claims(pool, forecast, assignment);

            // Between the two others may have taken something, or settled with more than they had reserved.
            var answer = await desk.Ledger.TryReserveAsync(claims, cancellationToken).ConfigureAwait(false);
            if (answer.IsGranted)
                return (assignment, Leases(pool, assignment, claims));
            if (!capacity.Tighten(answer) || round == MostRounds)
                return (Refused(forecast, answer), new Lease?[forecast.Queries.Count]);
        }
    }

    private CapacityClaim[] Claims(ModelPool pool, Forecast forecast, Assignment assignment)
    {
        var claims = new List<CapacityClaim>(forecast.Queries.Count);
        for (var i = 0; i < forecast.Queries.Count; i++)
        {
            if (assignment.EndpointOf[i] is >= 0 and var j)
                claims.Add(desk.Claim(forecast.Queries[i], pool[j], forecast.Tokens[i, j], forecast.Cost[i, j]));
        }

        return [.. claims];
    }

    private Lease?[] Leases(ModelPool pool, Assignment assignment, CapacityClaim[] claims)
    {
        var leases = new Lease?[assignment.EndpointOf.Count];
        var next = 0;
        for (var i = 0; i < leases.Length; i++)
        {
            if (assignment.EndpointOf[i] is >= 0 and var j)
                leases[i] = desk.Lease(claims[next++], pool[j]);
        }

        return leases;
    }

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
