namespace Eccos;

/// <summary>What a scheduler works with from one change of its options to the next.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Goal">What is striven for unless a caller says otherwise.</param>
/// <param name="Problems">States the problems of this pool.</param>
/// <param name="Limits">What the ledger is told.</param>
/// <param name="Number">Grows with every change of the endpoints or the goal. Setups of one number are equal: they place alike, whatever the ledger is told.</param>
internal sealed record Setup(ModelPool Pool, SchedulingGoal Goal, ProblemBuilder Problems, ToldLimits Limits, long Number)
{
    /// <param name="options">Valid options.</param>
    /// <param name="tokenCounter">Counts tokens.</param>
    /// <param name="desk">The ledger.</param>
    /// <param name="before">The setup before; null for the first.</param>
    public static Setup Of(EccosOptions options, ITokenCounter? tokenCounter, LeaseDesk desk, Setup? before = null)
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
        var told = new ToldLimits(desk.Ledger, limits);
        return before is not null && pool.SaysTheSameAs(before.Pool) && options.Goal == before.Goal
            ? before with { Limits = told }
            : new Setup(pool, options.Goal, new ProblemBuilder(pool, tokenCounter), told, before?.Number + 1 ?? 0);
    }

    public bool Equals(Setup? other) => Number == other?.Number;

    public override int GetHashCode() => Number.GetHashCode();

    /// <summary>Done when the ledger knows the limits.</summary>
    public Task ConfiguredAsync(CancellationToken cancellationToken)
    {
        // What others wait for too is not ended by one of them.
        var told = Limits.TellAsync(CancellationToken.None);
        return told.IsCompletedSuccessfully ? told : told.WaitAsync(cancellationToken);
    }
}
