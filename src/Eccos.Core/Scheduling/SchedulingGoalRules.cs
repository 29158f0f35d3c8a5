using System.Globalization;

namespace Eccos;

/// <summary>What a goal must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class SchedulingGoalRules
{
    public static IEnumerable<string> Breaches(SchedulingGoal? goal)
    {
        if (goal is null)
        {
            yield return "Goal is null; it must be set, and may be empty.";
            yield break;
        }

        if (!Enum.IsDefined(goal.Objective))
            yield return $"Goal.{nameof(goal.Objective)} is {goal.Objective}; it is one of {string.Join(", ", Enum.GetNames<Objective>())}.";
        if (!Enum.IsDefined(goal.WhenInfeasible))
            yield return $"Goal.{nameof(goal.WhenInfeasible)} is {goal.WhenInfeasible}; it is one of {string.Join(", ", Enum.GetNames<InfeasiblePolicy>())}.";
        if (goal.QualityFloor is { } floor && !(floor >= 0 && floor <= 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Goal.{nameof(goal.QualityFloor)} is {floor}; it lies in [0, 1], or is null for none.");
        if (!Enum.IsDefined(goal.FloorScope))
            yield return $"Goal.{nameof(goal.FloorScope)} is {goal.FloorScope}; it is one of {string.Join(", ", Enum.GetNames<FloorScope>())}.";
        if (goal.FloorConfidence is { } confidence && !(confidence >= 0.5 && confidence < 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Goal.{nameof(goal.FloorConfidence)} is {confidence}; it is at least 0.5 and less than 1, or null for no margin.");
        if (goal is { FloorConfidence: not null, QualityFloor: null })
            yield return $"Goal.{nameof(goal.FloorConfidence)} is {goal.FloorConfidence.Value.ToString(CultureInfo.InvariantCulture)}, but there is no {nameof(goal.QualityFloor)} that it could be the confidence of.";
        if (QuantileBreach(goal.QualityQuantile, nameof(goal.QualityQuantile)) is { } quality)
            yield return quality;
        if (QuantileBreach(goal.CostQuantile, nameof(goal.CostQuantile)) is { } cost)
            yield return cost;
        if (goal is { QualityQuantile: not null, FloorConfidence: not null })
            yield return string.Create(CultureInfo.InvariantCulture, $"Goal.{nameof(goal.QualityQuantile)} is {goal.QualityQuantile} and Goal.{nameof(goal.FloorConfidence)} is {goal.FloorConfidence}; both allow for the same errors, so name one of them.");
        if (goal.BudgetUsd is { } budget && !(budget >= 0 && double.IsFinite(budget)))
            yield return string.Create(CultureInfo.InvariantCulture, $"Goal.{nameof(goal.BudgetUsd)} is {budget}; it is finite and at least 0 USD, or null for none.");
        if (!(goal.QualityWeightUsd >= 0 && double.IsFinite(goal.QualityWeightUsd)))
            yield return string.Create(CultureInfo.InvariantCulture, $"Goal.{nameof(goal.QualityWeightUsd)} is {goal.QualityWeightUsd}; it is finite and at least 0 USD per correct answer.");
        foreach (var breach in GroupLimitsRules.Breaches(goal.Groups))
            yield return breach;
    }

    private static string? QuantileBreach(double? quantile, string name) => quantile is null or (> 0 and < 1)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"Goal.{name} is {quantile}; it is more than 0 and less than 1, or null for the expected value.");

    /// <exception cref="ArgumentException">Lists every breach with its value.</exception>
    public static void Check(SchedulingGoal goal)
    {
        var breaches = string.Join(Environment.NewLine, Breaches(goal));
        if (breaches.Length > 0)
            throw new ArgumentException(breaches, nameof(goal));
    }
}
