namespace Eccos.QAServe;

/// <summary>What Eccos strives for in an evaluation: a <see cref="SchedulingGoal"/> whose budget is stated per query, so that it fits batches of any size.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record RoutingGoal
{
    /// <summary>What is striven for.</summary>
    /// <value><see cref="Objective.LeastCost"/> by default.</value>
    public Objective Objective { get; init; }

    /// <summary>The least average success probability of a batch.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? QualityFloor { get; init; }

    /// <summary>The most a batch may be expected to cost, in USD per query.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    public double? BudgetUsdPerQuery { get; init; }

    /// <summary>The goal of a batch; a limit that cannot be kept gives way by the least that is needed, so that every query is served.</summary>
    /// <param name="queries">The queries of the batch.</param>
    /// <returns>The goal with the budget of that many queries.</returns>
    public SchedulingGoal For(int queries) => new()
    {
        Objective = Objective,
        QualityFloor = QualityFloor,
        BudgetUsd = BudgetUsdPerQuery * queries,
        WhenInfeasible = QualityFloor is null ? InfeasiblePolicy.RelaxBudget : InfeasiblePolicy.RelaxFloor,
    };
}
