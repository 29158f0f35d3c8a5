using System.Globalization;

namespace Eccos;

/// <summary>What the limits of groups must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class GroupLimitsRules
{
    public static IEnumerable<string> Breaches(IReadOnlyDictionary<string, GroupLimits>? groups)
    {
        if (groups is null)
        {
            yield return "Goal.Groups is null; it must be set, and may be empty.";
            yield break;
        }

        foreach (var (name, limits) in groups)
        {
            if (string.IsNullOrWhiteSpace(name) || limits is null)
            {
                yield return $"Goal.Groups['{name}'] lacks a name or its limits.";
                continue;
            }

            if (limits.QualityFloor is { } floor && !(floor >= 0 && floor <= 1))
                yield return string.Create(CultureInfo.InvariantCulture, $"Goal.Groups['{name}'].{nameof(limits.QualityFloor)} is {floor}; it lies in [0, 1], or is null for none.");
            if (limits.BudgetUsd is { } budget && !(budget >= 0 && double.IsFinite(budget)))
                yield return string.Create(CultureInfo.InvariantCulture, $"Goal.Groups['{name}'].{nameof(limits.BudgetUsd)} is {budget}; it is finite and at least 0 USD, or null for none.");
        }
    }
}
