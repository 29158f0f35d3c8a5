namespace Eccos;

/// <summary>Decides a batch against what is free now, and reserves it: all of it or nothing.</summary>
/// <remarks>For one caller at a time; the scheduler guards it.</remarks>
internal sealed class BatchDecision(IOptimizer optimizer, CapacityLedger ledger)
{
    public (Assignment Assignment, Lease?[] Leases) Decide(Forecast forecast, SchedulingGoal goal, CancellationToken cancellationToken)
    {
        while (true)
        {
            var assignment = optimizer.Solve(ProblemBuilder.Problem(forecast, goal, ledger.Free()), cancellationToken);

            // Between the two, a request may settle with more tokens than it had reserved; the next round sees what is left then.
            if (ledger.TryReserve(assignment.EndpointOf, forecast.Tokens) is { } leases)
                return (assignment, leases);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
