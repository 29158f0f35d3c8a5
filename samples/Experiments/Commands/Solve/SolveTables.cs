using System.Globalization;
using Eccos.Experiments.Terminals;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>Prints what a solve gave, for people.</summary>
internal static class SolveTables
{
    public static void Print(Terminal terminal, SolveReport report)
    {
        var table = ReportTable.Create($"{report.Queries} queries, {report.Endpoints} endpoints, {report.Optimizer}", "", "");
        Add("status", report.Status);
        Add("stopped because", report.StopReason);
        Add($"objective ({report.StrivesFor})", ReportTable.Format(report.Objective, "G8"));
        Add("proven bound", ReportTable.Format(report.Bound, "G8"));
        Add("gap", ReportTable.Format(report.Gap, "0.0E+0"));
        Add("cost, USD", ReportTable.Format(report.CostUsd, "G8"));
        Add("average success", ReportTable.Format(report.Success, "0.0000"));
        Add("queries without endpoint", report.Unassigned.ToString(CultureInfo.InvariantCulture));
        Add("milliseconds, median", ReportTable.Format(report.MedianMilliseconds, "0.00"));
        Add("milliseconds of each", string.Join(", ", report.Milliseconds.Select(value => ReportTable.Format(value, "0.00"))));
        terminal.Out.Write(table);

        if (report.ShadowPrices.Count > 0)
        {
            var prices = ReportTable.Create("What loosening a limit saves", "limit", "endpoint", "price", "unit");
            foreach (var limit in report.ShadowPrices)
                prices.AddRow(Markup.Escape(limit.Limit), Markup.Escape(limit.Endpoint ?? ""), ReportTable.Format(limit.Price, "G6"), Markup.Escape(limit.Unit ?? ""));
            terminal.Out.Write(prices);
        }

        if (report.Infeasible is { Conflict.Count: > 0 } infeasible)
        {
            var conflict = ReportTable.Create("Limits that cannot be kept together", "limit", "endpoint", "asked", "would do");
            foreach (var limit in infeasible.Conflict)
                conflict.AddRow(Markup.Escape(limit.Limit), Markup.Escape(limit.Endpoint ?? ""), ReportTable.Format(limit.Asked, "G8"), ReportTable.Format(limit.Reachable, "G8"));
            terminal.Out.Write(conflict);
        }

        void Add(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }
}
