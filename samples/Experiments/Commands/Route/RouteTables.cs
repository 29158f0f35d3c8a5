using System.Globalization;
using Eccos.Experiments.Terminals;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The report for people.</summary>
internal static class RouteTables
{
    public static void Print(Terminal terminal, RouteReport report, RouteFiles files)
    {
        terminal.Out.Write(Policies(report));
        terminal.Out.Write(Predictors(report));
        terminal.Out.Write(Shares(report));
        foreach (var line in Summary(report))
            terminal.Say(line);
        terminal.Say($"Written: {files.Predictions}, {files.Decisions}, {files.Report}");
    }

    private static Table Policies(RouteReport report)
    {
        var table = Table("Realised on the test records", "policy", "success", "USD per query", "cost against best single");
        var bestSingle = report.Baselines[0].RealisedCostUsd;
        Add($"Eccos, {report.Options.Predictor} + {report.Options.Optimizer}", report.RealisedSuccess, report.RealisedCostUsd);
        foreach (var baseline in report.Baselines)
            Add(baseline.Model is { } model ? $"{baseline.Name} ({model})" : baseline.Name, baseline.RealisedSuccess, baseline.RealisedCostUsd);
        return table;

        void Add(string name, double? success, double? cost) =>
            table.AddRow(Markup.Escape(name), Format(success, "P2"), Format(cost, "0.000000"), Format(cost / bestSingle, "P1"));
    }

    private static Table Predictors(RouteReport report)
    {
        var table = Table("Predicted success against the labels", "predictor", "log-loss", "Brier", "ECE");
        Add(report.Options.Predictor, report.LogLoss, report.Brier, report.Ece);
        Add("mean of each endpoint in training", report.EndpointMean.LogLoss, report.EndpointMean.Brier, report.EndpointMean.Ece);
        return table;

        void Add(string name, double? logLoss, double? brier, double? ece) =>
            table.AddRow(Markup.Escape(name), Format(logLoss, "0.0000"), Format(brier, "0.0000"), Format(ece, "0.0000"));
    }

    private static Table Shares(RouteReport report)
    {
        var table = Table("Endpoints", "endpoint", "share", "success alone", "USD per query alone");
        foreach (var endpoint in report.Endpoints.OrderByDescending(endpoint => endpoint.Queries).ThenByDescending(endpoint => endpoint.AloneSuccess))
            table.AddRow(Markup.Escape(endpoint.Model), Format(endpoint.Share, "P1"), Format(endpoint.AloneSuccess, "P2"), Format(endpoint.AloneCostUsd, "0.000000"));
        return table;
    }

    private static IEnumerable<string> Summary(RouteReport report)
    {
        var statuses = report.Batches.GroupBy(batch => batch.Relaxed ? batch.Status + ", relaxed" : batch.Status).Select(group => $"{group.Count()} {group.Key}");
        yield return $"Success: asked {Format(report.Floor, "P2")}, predicted {Format(report.PredictedSuccess, "P2")}, realised {Format(report.RealisedSuccess, "P2")}; "
            + $"{report.BatchesBelowFloor} of {report.Batches.Count} batches below the floor by {Format(report.MeanShortfall, "P2")} on average";
        yield return $"USD per query: predicted {Format(report.PredictedCostUsd, "0.000000")}, realised {Format(report.RealisedCostUsd, "0.000000")}";
        yield return $"Batches: {string.Join("; ", statuses)}; greatest gap {Format(report.Batches.Max(batch => batch.Gap), "0.0E+0")}";
        yield return $"Time: fit {Format(report.FitSeconds, "0.0")} s; per query {Format(report.PredictionSecondsPerQuery * 1000, "0.000")} ms prediction, {Format(report.DecisionSecondsPerQuery * 1000, "0.000")} ms decision";
    }

    private static Table Table(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Rounded };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column) { Alignment = table.Columns.Count == 0 ? Justify.Left : Justify.Right });
        return table;
    }

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
