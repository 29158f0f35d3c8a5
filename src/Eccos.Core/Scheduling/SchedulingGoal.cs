using System.Collections.ObjectModel;

namespace Eccos;

/// <summary>What a schedule strives for and what it must keep, beside the limits of the endpoints.</summary>
/// <remarks>An immutable value; a scheduler has one of its own, and a call may bring another.</remarks>
public sealed record SchedulingGoal
{
    /// <summary>What is striven for.</summary>
    /// <value><see cref="Objective.LeastCost"/> by default.</value>
    public Objective Objective { get; init; }

    /// <summary>alpha, the least average success probability of a batch. A single query is a batch of one.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? QualityFloor { get; init; }

    /// <summary>B, the most a batch may be expected to cost in USD.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    public double? BudgetUsd { get; init; }

    /// <summary>What one more correct answer is worth where the <see cref="Objective"/> is the weighted sum; without effect otherwise.</summary>
    /// <value>USD, 0 or more; 0 by default.</value>
    public double QualityWeightUsd { get; init; }

    /// <summary>Limits of the groups of queries that <see cref="Query.Groups"/> names, beside those of the batch.</summary>
    /// <value>By the group's name, compared ordinally; empty by default. A group without queries in a batch keeps its limits.</value>
    public IReadOnlyDictionary<string, GroupLimits> Groups { get; init; } = ReadOnlyDictionary<string, GroupLimits>.Empty;

    /// <summary>What happens when not all limits can be kept.</summary>
    /// <value><see cref="InfeasiblePolicy.Report"/> by default.</value>
    public InfeasiblePolicy WhenInfeasible { get; init; }
}
