namespace Eccos;

/// <summary>What a schedule strives for and what it must keep, beside the limits of the endpoints.</summary>
/// <remarks>An immutable value; a scheduler has one of its own, and a call may bring another.</remarks>
public sealed record SchedulingGoal
{
    /// <summary>What is striven for.</summary>
    /// <value><see cref="Objective.LeastCost"/> by default.</value>
    public Objective Objective { get; init; }

    /// <summary>alpha, the least average success probability.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? QualityFloor { get; init; }

    /// <summary>Whether the floor holds for every batch or on the running average of the batches that follow each other.</summary>
    /// <value>
    /// <see cref="FloorScope.Running"/> by default; it takes effect where the least cost is striven for. Queries share a running average when their
    /// goals are equal.
    /// </value>
    public FloorScope FloorScope { get; init; }

    /// <summary>
    /// The confidence with which the floor is to hold on the outcomes, not on predicted success alone. The schedule then aims above the floor by the quantile
    /// of the normal distribution times the standard error of the realised average: the chance of the outcomes themselves, and the predictions' errors,
    /// correlated as <see cref="HeldOutErrors"/> tells. Half of it is chance that averages out over many queries, so small batches need a wide margin. Of single
    /// queries placed one by one it holds on the average so far, for the floor of the goal and for those of its groups.
    /// </summary>
    /// <value>0.5 to less than 1, such as 0.95; <see langword="null"/>, the default, for no margin.</value>
    public double? FloorConfidence { get; init; }

    /// <summary>
    /// The quantile of success probabilities that every decision rests on, in place of the probabilities themselves: floors, minimum successes and objective then count
    /// a query with what its true probability exceeds with probability 1 - q (<see cref="SuccessQuantiles"/>), so that sure endpoints are preferred to
    /// uncertain ones. Errors of different queries even out, so for an average <see cref="FloorConfidence"/> is the smaller margin.
    /// </summary>
    /// <value>More than 0 and less than 1, such as 0.1 to be cautious; <see langword="null"/>, the default, for the expected success.</value>
    public double? QualityQuantile { get; init; }

    /// <summary>
    /// The quantile of costs that every decision rests on, in place of expected costs: budgets and objective then count a query with what its cost stays below with
    /// probability q, and as much is reserved for it (<see cref="CostEstimator.CostQuantile"/>). The predictor must have learned how costs vary.
    /// </summary>
    /// <value>More than 0 and less than 1, such as 0.9 to be cautious; <see langword="null"/>, the default, for the expected cost.</value>
    public double? CostQuantile { get; init; }

    /// <summary>B, the most a batch may be expected to cost in USD; of single queries placed one by one, the most that one may cost on average.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    public double? BudgetUsd { get; init; }

    /// <summary>What one more correct answer is worth where the <see cref="Objective"/> is the weighted sum; without effect otherwise.</summary>
    /// <value>USD, 0 or more; 0 by default.</value>
    public double QualityWeightUsd { get; init; }

    /// <summary>Limits of the groups of queries that <see cref="Query.Groups"/> names, beside those of the batch.</summary>
    /// <value>By the group's name, compared ordinally; empty by default, copied when set. A group without queries in a batch keeps its limits.</value>
    public IReadOnlyDictionary<string, GroupLimits> Groups { get; init => field = GroupLimitsTable.Of(value); } = GroupLimitsTable.Empty;

    /// <summary>What happens when not all limits can be kept.</summary>
    /// <value><see cref="InfeasiblePolicy.Report"/> by default.</value>
    public InfeasiblePolicy WhenInfeasible { get; init; }
}
