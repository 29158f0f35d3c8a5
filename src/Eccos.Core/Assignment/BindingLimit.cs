namespace Eccos;

/// <summary>A limit that stands in the way: without it, moving a single query would better the objective and break nothing else.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Endpoint">The endpoint's place, for workload, tokens and shares; <see langword="null"/> for floors and budgets.</param>
/// <param name="Limit">The limit, in the unit of its kind.</param>
/// <param name="Used">How much of it the assignment uses; for a floor, the average success probability; for a share, the share.</param>
public sealed record BindingLimit(LimitKind Kind, int? Endpoint, double Limit, double Used)
{
    /// <summary>The group's name, for floors and budgets of groups; <see langword="null"/> for those of the batch.</summary>
    public string? Group { get; init; }
}
