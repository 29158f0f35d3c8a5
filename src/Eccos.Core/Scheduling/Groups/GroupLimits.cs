namespace Eccos;

/// <summary>
/// What the queries of one group must keep, beside the limits of their batch. Of single queries placed one by one, the floor holds on the running average of the group
/// and the budget is what one of its queries may cost on average.
/// </summary>
/// <remarks>An immutable value.</remarks>
public sealed record GroupLimits
{
    /// <summary>The least average success probability of the group's queries in a batch.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? QualityFloor { get; init; }

    /// <summary>The most the group's queries in a batch may be expected to cost together in USD.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    public double? BudgetUsd { get; init; }

    /// <summary>The groups of a batch, in the order of their names so that the order of a dictionary has no effect.</summary>
    internal static IReadOnlyList<QueryGroup> Groups(IReadOnlyList<Query> queries, SchedulingGoal goal)
    {
        if (goal.Groups.Count == 0)
            return [];
        var places = goal.Groups.Keys.ToDictionary(name => name, _ => new List<int>(), StringComparer.Ordinal);
        for (var i = 0; i < queries.Count; i++)
        {
            foreach (var name in queries[i].Groups.Distinct(StringComparer.Ordinal))
            {
                if (places.TryGetValue(name, out var members))
                    members.Add(i);
            }
        }

        return
        [
            .. goal.Groups.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new QueryGroup(entry.Key, places[entry.Key])
            {
                QualityFloor = entry.Value.QualityFloor,
                Budget = entry.Value.BudgetUsd,
            }),
        ];
    }
}
