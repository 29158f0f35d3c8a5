using System.Globalization;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>Prints how a replay went, for people.</summary>
internal static class ReplayTables
{
    public static void Print(Terminal terminal, ReplayReport report)
    {
        var figures = report.Figures;
        var table = ReportTable.Create($"{figures.Queries} queries, arrivals {report.Arrivals}, floor {ReportTable.Format(report.Floor, "P1")}, when full {report.WhenFull}", "", "");
        foreach (var (reason, count) in figures.Reasons)
            Add(EnumName.Of(reason), Count(count));
        Add("placed", Count(figures.Placed));
        Add("turned away", Count(figures.TurnedAway));
        Add("predicted success", ReportTable.Format(figures.PredictedSuccess, "P2"));
        Add("success by the labels", ReportTable.Format(figures.Success, "P2"));
        Add("expected cost, USD", ReportTable.Format(figures.ExpectedCostUsd, "G4"));
        Add("recorded cost, USD", ReportTable.Format(figures.CostUsd, "G4"));
        Add("virtual time, seconds", ReportTable.Format(figures.Seconds, "0.0"));
        Add("scheduler's own time a query, microseconds", ReportTable.Format(1e6 * figures.SchedulingSeconds, "0"));
        Add("as a share of the endpoints' time", ReportTable.Format(figures.SchedulingShare, "P4"));
        terminal.Out.Write(table);

        var times = ReportTable.Create("Seconds", "", "mean", "p50", "p95", "p99", "longest");
        AddTimes("wait", figures.Waits);
        AddTimes("from arrival to answer", figures.Responses);
        terminal.Out.Write(times);

        var endpoints = ReportTable.Create("Endpoints, at the speeds that are assumed of them where no latency is recorded", "endpoint", "queries", "slots", "in service, mean", "most", "utilisation", "s to first token", "tokens/s");
        foreach (var load in figures.Endpoints)
        {
            var speed = report.AssumedSpeeds[load.Name];
            endpoints.AddRow(
                Markup.Escape(load.Name),
                Count(load.Queries),
                load.Limit is { } limit ? Count(limit) : "-",
                ReportTable.Format(load.MeanInService, "0.00"),
                Count(load.MostInService),
                ReportTable.Format(load.Utilisation, "P1"),
                ReportTable.Format(speed.SecondsToFirstToken, "0.##"),
                ReportTable.Format(speed.OutputTokensPerSecond, "0.#"));
        }

        terminal.Out.Write(endpoints);

        void Add(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        void AddTimes(string name, WaitFigures? of) => times.AddRow(
            Markup.Escape(name),
            ReportTable.Format(of?.Mean, "0.000"),
            ReportTable.Format(of?.P50, "0.000"),
            ReportTable.Format(of?.P95, "0.000"),
            ReportTable.Format(of?.P99, "0.000"),
            ReportTable.Format(of?.Longest, "0.000"));
    }

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);
}
