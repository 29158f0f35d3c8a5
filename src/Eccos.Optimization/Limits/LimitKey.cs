namespace Eccos.Optimization;

/// <summary>Names one limit of a problem.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Endpoint">The endpoint, for workload, tokens and shares.</param>
/// <param name="Group">The group, for floors and budgets of groups.</param>
internal readonly record struct LimitKey(LimitKind Kind, int? Endpoint, string? Group)
{
    public static LimitKey Floor { get; } = new(LimitKind.QualityFloor, null, null);

    public static LimitKey Budget { get; } = new(LimitKind.Budget, null, null);

    /// <summary>Whether the limit asks for a least, not a most.</summary>
    public bool IsLeast => Kind is LimitKind.QualityFloor or LimitKind.MinimumShare;

    /// <summary>Whether the limit is about how much an endpoint takes at most, whatever that costs or yields.</summary>
    public bool IsCapacity => Kind is LimitKind.Workload or LimitKind.Tokens or LimitKind.MaximumShare;
}
