using Eccos.Experiments.Arguments;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>One limit and what is to be said of it.</summary>
/// <param name="Limit">The kind.</param>
/// <param name="Endpoint">The endpoint's name; null for floor and budget.</param>
/// <param name="Price">What loosening it by one unit saves.</param>
/// <param name="Unit">The unit of the price.</param>
/// <param name="Asked">The limit itself.</param>
/// <param name="Used">What is used of it.</param>
/// <param name="Reachable">What it would have to be for the others to be kept.</param>
internal sealed record SolveLimit(
    string Limit, string? Endpoint, double? Price = null, string? Unit = null, double? Asked = null, double? Used = null, double? Reachable = null)
{
    public static SolveLimit Of(ShadowPrice price, IReadOnlyList<string> endpoints, AssignmentProblem problem) =>
        new(EnumName.Of(price.Kind), Name(price.Endpoint, endpoints), price.Price, $"{(problem.Objective == Objective.BestQuality ? "average success" : "USD")} per {UnitOf(price.Kind)}");

    public static SolveLimit Of(BindingLimit limit, IReadOnlyList<string> endpoints) =>
        new(EnumName.Of(limit.Kind), Name(limit.Endpoint, endpoints), Asked: limit.Limit, Used: limit.Used);

    public static SolveLimit Of(ConflictingLimit limit, IReadOnlyList<string> endpoints) =>
        new(EnumName.Of(limit.Kind), Name(limit.Endpoint, endpoints), Asked: limit.Limit, Reachable: limit.Reachable);

    private static string? Name(int? endpoint, IReadOnlyList<string> endpoints) => endpoint is { } j ? endpoints[j] : null;

    private static string UnitOf(LimitKind kind) => kind switch
    {
        LimitKind.QualityFloor => "1 of average success",
        LimitKind.Budget => "USD",
        LimitKind.Workload => "request",
        LimitKind.Tokens => "token",
        _ => "1 of share",
    };
}
