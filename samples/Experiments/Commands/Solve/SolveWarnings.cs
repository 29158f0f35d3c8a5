using System.Globalization;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>Says what a reader of the figures must know and might overlook.</summary>
internal static class SolveWarnings
{
    public static IEnumerable<string> Of(SolveSettings settings, AssignmentProblem problem, Assignment assignment)
    {
        if (assignment.Infeasibility is { } reason)
            yield return $"Not all limits can be kept (--when-infeasible {Arguments.EnumName.Of(settings.WhenInfeasible)}): {reason.Message}";
        if (assignment.StopReason == StopReason.TimeLimit)
            yield return Invariant($"The time limit of {settings.TimeLimitSeconds} s ended the search; another run may come out otherwise.");
        if (assignment.Status == AssignmentStatus.Unknown)
            yield return "Nothing was found, and nothing is proven: the problem may well be feasible.";
        if (assignment.IsFound && !(assignment.Gap <= settings.Gap * (1 + 1e-9)) && !(assignment.Status == AssignmentStatus.Optimal))
            yield return Invariant($"The gap is {assignment.Gap:0.0E+0}, more than the {settings.Gap} asked for.");
        if (settings is { Floor: null, Budget: null, Capacity.Factor: null })
            yield return "Without --floor, --budget or --capacity every query is decided for itself.";
        if (!problem.Cost.Values.ContainsAnyExcept(0))
            yield return "Every predicted cost is 0 USD.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
