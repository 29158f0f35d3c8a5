using Eccos;
using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>What the schedule promised against what came of it, how close to the optimum it is, and what deciding took.</summary>
internal static class ScheduleTable
{
    public static Table Create(Report report)
    {
        var run = report.Run;
        var count = run.Placements.Count;
        var table = Tables.New("Eccos: promised and kept", "", "predicted", "realised");
        Tables.AddRow(table, "average success", Figures.Percent(run.PredictedSuccess), Figures.Percent(report.Verdict.Eccos.Success));
        Tables.AddRow(table, "USD per 1,000 queries", Figures.Usd(run.PredictedCostUsd / count * 1000), Figures.Usd(report.Verdict.Eccos.CostPerThousandUsd));
        Tables.AddRow(table, "queries placed", "", $"{run.Placements.Count(placement => placement.IsPlaced)} of {count}");
        Tables.AddRow(table, "batches solved to optimality", "", $"{run.Assignments.Count(assignment => assignment.Status == AssignmentStatus.Optimal)} of {run.Assignments.Count}");
        Tables.AddRow(table, "batches that had to go below the floor", "", $"{run.Assignments.Count(assignment => assignment.Infeasibility is not null)} of {run.Assignments.Count}");
        Tables.AddRow(table, "largest gap to the proven bound", "", Figures.Gap(run.Assignments.Max(assignment => assignment.Gap)));
        Tables.AddRow(table, "scheduling time per query", "", Figures.Milliseconds(run.PredictionTime + run.DecisionTime, count));
        Tables.AddRow(table, "  of it predicting", "", Figures.Milliseconds(run.PredictionTime, count));
        Tables.AddRow(table, "  of it deciding", "", Figures.Milliseconds(run.DecisionTime, count));
        Tables.AddRow(table, "fit, once", "", Figures.Seconds(report.FitTime));
        return table;
    }
}
