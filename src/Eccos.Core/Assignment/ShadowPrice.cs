using System.Text.Json.Serialization;

namespace Eccos;

/// <summary>What a limit costs: how much the bound of the objective betters when the limit is loosened by one unit of its kind.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Endpoint">The endpoint's place, for workload, tokens and shares; <see langword="null"/> for floors and budgets.</param>
/// <param name="Price">
/// 0 or more: USD per unit of the limit where the least cost or the weighted sum is striven for (for a floor, USD per 1 of average success probability; a point
/// costs a hundredth), average success probability per unit where the best quality is. 0 for a limit that does not bind.
/// </param>
/// <remarks>
/// The Lagrangian multipliers of the relaxation in which queries may be split; the price holds for small changes of the limit.
/// </remarks>
public sealed record ShadowPrice(LimitKind Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Endpoint, double Price)
{
    /// <summary>The group's name, for floors and budgets of groups; <see langword="null"/> for those of the batch.</summary>
    public string? Group { get; init; }
}
