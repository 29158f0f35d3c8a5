using System.Globalization;

namespace Eccos.Optimization;

/// <summary>Names limits that cannot be kept together, and how far each would have to give.</summary>
internal static class ConflictMessage
{
    public static string Of(IReadOnlyList<ConflictingLimit> conflict) => conflict.Count switch
    {
        0 => "Not all limits can be kept together; time ran out before it was known which.",
        1 => $"One limit cannot be kept: {Describe(conflict[0])}.",
        _ => $"These limits cannot be kept together, though each could if it alone gave way: {string.Join("; ", conflict.Select(Describe))}.",
    };

    private static string Describe(ConflictingLimit limit)
    {
        var of = limit.Group is { } group ? $" of group '{group}'" : limit.Endpoint is { } j ? Invariant($" of endpoint {j}") : "";
        var (name, unit) = limit.Kind switch
        {
            LimitKind.QualityFloor => ("the quality floor", ""),
            LimitKind.Budget => ("the budget", " USD"),
            LimitKind.Workload => ("the workload limit", " requests"),
            LimitKind.Tokens => ("the token limit", " tokens"),
            LimitKind.MinimumShare => ("the least share", ""),
            _ => ("the largest share", ""),
        };
        var reachable = limit.Reachable is { } value ? Invariant($" ({value:G10} would do)") : "";
        return Invariant($"{name}{of}, {limit.Limit}{unit}{reachable}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
