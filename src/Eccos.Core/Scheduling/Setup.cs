namespace Eccos;

/// <summary>What a scheduler works with from one change of its options to the next.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Goal">What is striven for unless a caller says otherwise.</param>
/// <param name="Problems">States the problems of this pool.</param>
/// <param name="Configured">Done when the ledger knows the limits.</param>
/// <param name="Number">Grows with every change.</param>
internal sealed record Setup(ModelPool Pool, SchedulingGoal Goal, ProblemBuilder Problems, Task Configured, long Number)
{
    public static Setup Of(EccosOptions options, ITokenCounter? tokenCounter, LeaseDesk desk, LabelFeedback feedback, long number)
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
        desk.LeaseLifetime = options.LeaseLifetime;
        desk.Health.Configure(options.Health);
        feedback.Options = options.Feedback;
        return new Setup(pool, options.Goal, new ProblemBuilder(pool, tokenCounter), desk.Ledger.ConfigureAsync(limits).AsTask(), number);
    }
}
