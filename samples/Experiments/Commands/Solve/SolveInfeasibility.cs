namespace Eccos.Experiments.Commands.Solve;

/// <summary>Why not all limits can be kept.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="HighestSuccess">The highest average success without the floor; null when not known.</param>
/// <param name="LeastCostUsd">The least cost without the budget; null when none or not known.</param>
/// <param name="Unserved">The queries that find no room.</param>
/// <param name="Conflict">The smallest set of limits that conflict.</param>
/// <param name="IsSmallestConflict">Whether it is proven to be the smallest.</param>
internal sealed record SolveInfeasibility(
    string Reason, double? HighestSuccess, double? LeastCostUsd, int Unserved, IReadOnlyList<SolveLimit> Conflict, bool IsSmallestConflict)
{
    public static SolveInfeasibility Of(Infeasibility reason, IReadOnlyList<string> endpoints) => new(
        reason.Message,
        reason.HighestQuality,
        reason.LeastCost,
        reason.UnservedQueries,
        [.. reason.Conflict.Select(limit => SolveLimit.Of(limit, endpoints))],
        reason.IsSmallestConflict);
}
