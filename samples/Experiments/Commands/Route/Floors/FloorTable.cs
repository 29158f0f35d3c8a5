using Eccos.Experiments.Terminals;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>How floors held, for people.</summary>
internal static class FloorTable
{
    public static Table Create(RouteReport report)
    {
        var confidence = report.Options.Confidence is { } named ? $" with a confidence of {ReportTable.Format(named, "P1")}" : "";
        var table = ReportTable.Create(
            $"The floor of {ReportTable.Format(report.Floor, "P2")}{confidence} on the labels, {report.Options.Orders} orders",
            "floor over", "batch", "batches below", "by, mean", "by, most", "whole orders below", "asked", "predicted", "realised", "USD per query", "of best single");
        foreach (var row in report.Floors)
        {
            table.AddRow(
                row.Scope == "batch" ? "every batch" : "running average",
                (row.Batch?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all") + (row.Last ? ", the last" : ""),
                $"{row.BatchesBelow} of {row.Batches}, {ReportTable.Format(row.ShareBelow, "P1")}",
                ReportTable.Format(row.MeanShortfall, "P2"),
                ReportTable.Format(row.GreatestShortfall, "P2"),
                $"{row.OrdersBelow} of {row.Orders}",
                ReportTable.Format(row.Asked, "P2"),
                ReportTable.Format(row.PredictedSuccess, "P2"),
                ReportTable.Format(row.RealisedSuccess, "P2"),
                ReportTable.Format(row.CostUsd, "0.000000"),
                ReportTable.Format(row.CostAgainstBest, "P1"));
        }

        return table;
    }
}
