using System.Globalization;

namespace Eccos;

/// <summary>What the groups of a problem must satisfy.</summary>
internal static class QueryGroupRules
{
    /// <summary>The groups with their own copies of their queries.</summary>
    /// <exception cref="ArgumentException">Lists every breach with its value.</exception>
    public static IReadOnlyList<QueryGroup> Checked(IReadOnlyList<QueryGroup> groups, int queryCount, string name)
    {
        ArgumentNullException.ThrowIfNull(groups, name);
        var breaches = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group is null || string.IsNullOrWhiteSpace(group.Name) || group.Queries is null)
                breaches.Add("A group is null, or lacks a name or its queries.");
            else if (!names.Add(group.Name))
                breaches.Add($"Group '{group.Name}' stands twice; names are unique.");
            else
                breaches.AddRange(Breaches(group, queryCount));
        }

        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), name);
        return [.. groups.Select(group => group with { Queries = [.. group.Queries.Order()] })];
    }

    private static IEnumerable<string> Breaches(QueryGroup group, int queryCount)
    {
        if (group.QualityFloor is { } floor && !(floor >= 0 && floor <= 1))
            yield return Invariant($"Group '{group.Name}': {nameof(group.QualityFloor)} is {floor}; it lies in [0, 1], or is null for none.");
        if (group.Budget is { } budget && !(budget >= 0 && double.IsFinite(budget)))
            yield return Invariant($"Group '{group.Name}': {nameof(group.Budget)} is {budget}; it is finite and at least 0 USD, or null for none.");
        var seen = new HashSet<int>();
        foreach (var i in group.Queries)
        {
            if (i < 0 || i >= queryCount)
                yield return Invariant($"Group '{group.Name}' holds query {i}; there are {queryCount}, from 0.");
            else if (!seen.Add(i))
                yield return Invariant($"Group '{group.Name}' holds query {i} twice.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
