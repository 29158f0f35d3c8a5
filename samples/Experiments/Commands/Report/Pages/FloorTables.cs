using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>Floors that were asked for, and how they held on true labels.</summary>
internal static class FloorTables
{
    public static string Of(IReadOnlyList<FloorReport> floors)
    {
        var table = new MarkdownTable("setting, limit", "floor", "predicted", "realised", "USD per query", "windows that kept it", "others missed it by");
        foreach (var floor in floors)
        {
            table.Add(
                $"{floor.Setting}, {floor.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "none"}",
                ReportTable.Format(floor.Record.Floor, "0.00"),
                ReportTable.Format(floor.Record.Predicted, "P2"),
                ReportTable.Format(floor.Record.Realised, "P2"),
                ReportTable.Format(floor.Record.CostUsd, "0.000000"),
                $"{floor.Record.WindowsKept} of {floor.Record.Windows}",
                floor.Record.WindowsKept == floor.Record.Windows ? "-" : ReportTable.Format(floor.Record.MeanMissedBy, "P2"));
        }

        return table.ToString();
    }
}
