namespace Eccos;

/// <summary>What a scheduler works with from one change of its options to the next.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Goal">What is striven for unless a caller says otherwise.</param>
/// <param name="Problems">States the problems of this pool.</param>
/// <param name="Limits">What the ledger is told.</param>
/// <param name="Number">Grows with every change.</param>
internal sealed record Setup(ModelPool Pool, SchedulingGoal Goal, ProblemBuilder Problems, ToldLimits Limits, long Number)
{
    public static Setup Of(EccosOptions options, ITokenCounter? tokenCounter, LeaseDesk desk, long number)
    {
        var pool = new ModelPool(options.Endpoints);
        var limits = new CapacityLimits
        {
            Scheduler = desk.Scheduler,
            Endpoints = pool,
            Spend = options.SpendLimit,
            Budgets = new Dictionary<string, SpendLimit>(options.Budgets, StringComparer.Ordinal),
            DefaultBudget = options.DefaultBudget,
            LeaseLifetime = options.LeaseLifetime,
        };
        return new Setup(pool, options.Goal, new ProblemBuilder(pool, tokenCounter), new ToldLimits(desk.Ledger, limits), number);
    }

    /// <summary>Done when the ledger knows the limits.</summary>
    public Task ConfiguredAsync(CancellationToken cancellationToken)
    {
        // What others wait for too is not ended by one of them.
        var told = Limits.TellAsync(CancellationToken.None);
        return told.IsCompletedSuccessfully ? told : told.WaitAsync(cancellationToken);
    }
}
