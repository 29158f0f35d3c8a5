using System.Globalization;

namespace Eccos.Optimization;

/// <summary>Says why a problem is infeasible in one sentence with the figures.</summary>
internal static class InfeasibilityMessage
{
    private const int MostNamed = 10;

    public static string Of(AssignmentProblem problem, IReadOnlyList<int> withoutEndpoint, int unserved, double? highestQuality, double? leastCost, IReadOnlyList<ConflictingLimit> conflict)
    {
        var n = problem.QueryCount;
        if (withoutEndpoint.Count > 0)
        {
            var named = string.Join(", ", withoutEndpoint.Take(MostNamed)) + (withoutEndpoint.Count > MostNamed ? ", ..." : "");
            return Invariant($"No endpoint may serve {withoutEndpoint.Count} of {n} queries (at {named}){(unserved > 0 ? Invariant($", and the workload{Shares(problem)} and token limits leave {unserved} more unserved") : "")}.");
        }

        if (unserved > 0)
            return Invariant($"The workload{Shares(problem)} and token limits leave {unserved} of {n} queries unserved.");
        if (problem.Groups.Count > 0 || problem.MinimumShares is not null || problem.MaximumShares is not null)
            return ConflictMessage.Of(conflict);
        return (problem.QualityFloor, problem.Budget) switch
        {
            ({ } floor, null) => FloorOutOfReach(floor, highestQuality, "under the workload and token limits"),
            (null, { } budget) => BudgetTooSmall(budget, leastCost, "serving every query"),
            ({ } floor, { } budget) => Both(floor, budget, highestQuality, leastCost),
            _ => "The workload and token limits cannot be kept.",
        };
    }

    private static string Shares(AssignmentProblem problem) => problem.MaximumShares is null ? "" : ", share";

    private static string Both(double floor, double budget, double? highestQuality, double? leastCost) => (highestQuality, leastCost) switch
    {
        ({ } quality, { } cost) => Invariant($"A quality floor of {floor} costs at least {cost:G10} USD, more than the budget of {budget} USD, within which at most {quality:G10} is reached."),
        (null, { } cost) => BudgetTooSmall(budget, cost, Invariant($"a quality floor of {floor}")),
        _ => FloorOutOfReach(floor, highestQuality, Invariant($"under the workload and token limits and the budget of {budget} USD")),
    };

    private static string FloorOutOfReach(double floor, double? highestQuality, string under) => highestQuality is { } quality
        ? Invariant($"The quality floor of {floor} is out of reach: the highest average success probability {under} is {quality:G10}.")
        : Invariant($"The quality floor of {floor} is out of reach {under}.");

    private static string BudgetTooSmall(double budget, double? leastCost, string purpose) => leastCost is { } cost
        ? Invariant($"The budget of {budget} USD is too small: {purpose} costs at least {cost:G10} USD.")
        : Invariant($"The budget of {budget} USD is too small for {purpose}.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
