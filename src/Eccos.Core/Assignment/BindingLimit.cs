namespace Eccos;

/// <summary>A limit that stands in the way: without it, moving a single query would better the objective and break nothing else.</summary>
/// <param name="Kind">The kind of limit.</param>
/// <param name="Endpoint">The endpoint's place, for workload and tokens; <see langword="null"/> for the floor and the budget.</param>
/// <param name="Limit">The limit, in the unit of its kind.</param>
/// <param name="Used">How much of it the assignment uses; for the floor, the average success probability.</param>
public sealed record BindingLimit(LimitKind Kind, int? Endpoint, double Limit, double Used);
