using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Route;

/// <summary>Says what a reader of the figures must know and might overlook.</summary>
internal static class RouteWarnings
{
    public static void Print(Terminal terminal, RouteReport report)
    {
        if (report.QueriesSeenInTraining > 0)
            terminal.Warn($"{report.QueriesSeenInTraining} of {report.Queries} test queries stand in the training records too; the figures flatter.");
        if (report.Undecided > 0)
            terminal.Warn($"{report.Undecided} of {report.Queries} queries have no endpoint and no line in decisions.jsonl; {FirstReason(report, batch => batch.Undecided > 0)}");
        if (report.UnknownOutcomes > 0)
            terminal.Warn($"{report.UnknownOutcomes} decided queries have no record of the chosen endpoint; they count in no realised figure.");
        if (report.UnknownCosts > 0)
            terminal.Warn($"{report.UnknownCosts} decided queries have no recorded cost; they count as 0 USD, so the realised cost is too low.");
        if (report.Batches.Count(batch => batch.Relaxed) is > 0 and var relaxed)
            terminal.Warn($"{relaxed} of {report.Batches.Count} batches could not keep all limits (--when-infeasible {report.Options.WhenInfeasible}); {FirstReason(report, batch => batch.Relaxed)}");
        if (report.Batches.Count(batch => batch.StopReason == EnumName.Of(StopReason.TimeLimit)) is > 0 and var late)
            terminal.Warn($"{late} of {report.Batches.Count} batches reached --time-limit {report.Options.TimeLimit}; the clock ended them, so another run may decide them otherwise.");
    }

    private static string FirstReason(RouteReport report, Func<BatchReport, bool> concerned)
    {
        var batch = report.Batches.First(concerned);
        return $"batch {batch.Batch}: {batch.Reason ?? batch.StopReason}";
    }
}
