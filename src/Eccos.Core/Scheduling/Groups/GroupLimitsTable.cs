using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Eccos;

/// <summary>The limits of groups as a value: equal when the same names have the same limits, so that goals which say the same are equal.</summary>
internal sealed class GroupLimitsTable : IReadOnlyDictionary<string, GroupLimits>, IEquatable<GroupLimitsTable>
{
    private readonly Dictionary<string, GroupLimits> _limits;

    private GroupLimitsTable(IEnumerable<KeyValuePair<string, GroupLimits>> limits) => _limits = new Dictionary<string, GroupLimits>(limits, StringComparer.Ordinal);

    public static GroupLimitsTable Empty { get; } = new([]);

    public int Count => _limits.Count;

    public IEnumerable<string> Keys => _limits.Keys;

    public IEnumerable<GroupLimits> Values => _limits.Values;

    public GroupLimits this[string key] => _limits[key];

    /// <summary>A copy; null when there is nothing to copy, for the rules of the goal to tell.</summary>
    [return: NotNullIfNotNull(nameof(limits))]
    public static IReadOnlyDictionary<string, GroupLimits>? Of(IReadOnlyDictionary<string, GroupLimits>? limits) => limits switch
    {
        null => null,
        GroupLimitsTable table => table,
        { Count: 0 } => Empty,
        _ => new GroupLimitsTable(limits),
    };

    public bool ContainsKey(string key) => _limits.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out GroupLimits value) => _limits.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, GroupLimits>> GetEnumerator() => _limits.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(GroupLimitsTable? other) =>
        other is not null
        && (ReferenceEquals(this, other) || (Count == other.Count && _limits.All(entry => other.TryGetValue(entry.Key, out var limits) && limits == entry.Value)));

    public override bool Equals(object? obj) => Equals(obj as GroupLimitsTable);

    public override int GetHashCode() => _limits.Aggregate(0, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));
}
