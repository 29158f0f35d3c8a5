using Eccos.Experiments.Terminals;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>The report for people.</summary>
internal static class StreamTables
{
    public static void Print(Terminal terminal, StreamReport report, double floor, string file)
    {
        var table = ReportTable.Create(
            $"{report.Queries} queries one by one, floor {ReportTable.Format(floor, "P2")}, prices from {report.ReferenceQueries} reference queries",
            "order", "success", "at least", "over optimum", "at most", $"after {StreamTrial.Early}", "over optimum at the floor", "most owed", "realised");
        foreach (var outcome in report.Orders)
        {
            table.AddRow(
                outcome.Order,
                ReportTable.Format(outcome.PredictedSuccess, "P2"),
                ReportTable.Format(outcome.SuccessBound, "P2"),
                ReportTable.Format(outcome.OverOptimum, "P2"),
                ReportTable.Format(outcome.OverOptimumBound, "P2"),
                ReportTable.Format(outcome.OverOptimumLate, "P2"),
                ReportTable.Format(outcome.OverFloorOptimum, "P1"),
                ReportTable.Format(outcome.MostOwed, "0.0"),
                ReportTable.Format(outcome.RealisedSuccess, "P2"));
        }

        terminal.Out.Write(table);
        terminal.Say("over optimum: predicted cost against the least cost of the whole set at the same average success; at least, at most: what the method promises in that order.");
        terminal.Say($"after {StreamTrial.Early}: the same for the queries after the first {StreamTrial.Early}. most owed: correct answers owed to the floor at any time.");
        foreach (var random in new[] { true, false })
        {
            var orders = report.Orders.Where(outcome => outcome.IsRandom == random).ToArray();
            if (orders.Length == 0)
                continue;
            terminal.Say($"{(random ? "Random orders" : "Worst orders")}: floor held at the end in {orders.Count(outcome => outcome.PredictedSuccess >= floor)} of {orders.Length}"
                + $"; over optimum {ReportTable.Format(orders.Average(outcome => outcome.OverOptimum), "P2")} on average, {ReportTable.Format(orders.Max(outcome => outcome.OverOptimum), "P2")} at most"
                + $"; after the first {StreamTrial.Early} {ReportTable.Format(orders.Average(outcome => outcome.OverOptimumLate), "P2")} and {ReportTable.Format(orders.Max(outcome => outcome.OverOptimumLate), "P2")}");
        }

        terminal.Say($"Written: {file}");
    }
}
