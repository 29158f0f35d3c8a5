namespace Eccos;

/// <summary>One of the limits that cannot be kept together, and how far it alone would have to give for the others to be kept.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Endpoint">The endpoint's place, for workload, tokens and shares; <see langword="null"/> for floors and budgets.</param>
/// <param name="Group">The group's name, for floors and budgets of groups; <see langword="null"/> otherwise.</param>
/// <param name="Limit">The limit, in the unit of its kind.</param>
/// <param name="Reachable">
/// What the limit would have to be for the set to be kept, in the same unit: the highest floor or least share, the smallest budget, workload, tokens or largest share;
/// <see langword="null"/> when time ran out before it was known.
/// </param>
public sealed record ConflictingLimit(LimitKind Kind, int? Endpoint, string? Group, double Limit, double? Reachable)
{
    /// <summary>By how much the limit would have to give, in its unit; <see langword="null"/> when not known.</summary>
    public double? Give => Reachable is { } reachable ? Math.Abs(Limit - reachable) : null;
}
