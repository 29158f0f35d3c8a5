using Eccos.Experiments.Baselines;
using Eccos.Experiments.Commands.Route.Floors;
using Eccos.Experiments.Metrics;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;
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
        if (report.Floors.Count > 0)
            terminal.Out.Write(FloorTable.Create(report));
        foreach (var line in Summary(report))
            terminal.Say(line);
        terminal.Say($"Written: {files.Predictions}, {files.Decisions}, {files.Report}");
    }

    private static Table Policies(RouteReport report)
    {
        var table = ReportTable.Create("Realised on the test records", "policy", "success", "USD per query", "cost against best single");
        var bestSingle = report.Baselines.FirstOrDefault(baseline => baseline.Name == BaselineSet.BestSingle)?.RealisedCostUsd;
        Add($"Eccos, {Name(report)} + {report.Options.Optimizer}", report.RealisedSuccess, report.RealisedCostUsd);
        foreach (var baseline in report.Baselines)
            Add(baseline.Model is { } model ? $"{baseline.Name} ({model})" : baseline.Name, baseline.RealisedSuccess, baseline.RealisedCostUsd);
        return table;

        void Add(string name, double? success, double? cost) =>
            table.AddRow(Markup.Escape(name), ReportTable.Format(success, "P2"), ReportTable.Format(cost, "0.000000"), ReportTable.Format(CostRatio.Of(cost, bestSingle), "P1"));
    }

    private static Table Predictors(RouteReport report)
    {
        var table = ReportTable.Create("Predicted success against the labels", "predictor", "log-loss", "Brier", "AUC within endpoint", "ECE");
        Add(Name(report), new PredictionScore(report.Pairs, report.LogLoss, report.Brier, report.AucWithinEndpoint, report.Ece));
        if (report.EndpointMean is { } endpointMean)
            Add("mean of each endpoint in training", endpointMean);
        return table;

        void Add(string name, PredictionScore score) => table.AddRow(
            Markup.Escape(name),
            ReportTable.Format(score.LogLoss, "0.0000"),
            ReportTable.Format(score.Brier, "0.0000"),
            ReportTable.Format(score.AucWithinEndpoint, "0.0000"),
            ReportTable.Format(score.Ece, "0.0000"));
    }

    private static Table Shares(RouteReport report)
    {
        var table = ReportTable.Create("Endpoints", "endpoint", "share", "success alone", "USD per query alone");
        foreach (var endpoint in report.Endpoints.OrderByDescending(endpoint => endpoint.Queries).ThenByDescending(endpoint => endpoint.AloneSuccess))
            table.AddRow(Markup.Escape(endpoint.Model + (endpoint.Estimated ? " (estimated)" : "")), ReportTable.Format(endpoint.Share, "P1"), ReportTable.Format(endpoint.AloneSuccess, "P2"), ReportTable.Format(endpoint.AloneCostUsd, "0.000000"));
        return table;
    }

    private static string Name(RouteReport report) => report.Options.Predictor ?? Path.GetFileName(report.Options.Model)!;

    private static IEnumerable<string> Summary(RouteReport report)
    {
        var statuses = report.Batches.GroupBy(batch => batch.Relaxed ? batch.Status + ", relaxed" : batch.Status).Select(group => $"{group.Count()} {group.Key}");
        yield return $"Success: asked {ReportTable.Format(report.Floor, "P2")}, predicted {ReportTable.Format(report.PredictedSuccess, "P2")}, realised {ReportTable.Format(report.RealisedSuccess, "P2")}; "
            + $"{report.BatchesBelowFloor} of {report.Batches.Count} batches below the floor by {ReportTable.Format(report.MeanShortfall, "P2")} on average";
        yield return $"USD per query: predicted {ReportTable.Format(report.PredictedCostUsd, "0.000000")}, realised {ReportTable.Format(report.RealisedCostUsd, "0.000000")}";
        yield return $"Batches: {string.Join("; ", statuses)}; greatest gap {ReportTable.Format(report.Batches.Max(batch => batch.Gap), "0.0E+0")}";
        yield return $"Time: fit {ReportTable.Format(report.FitSeconds, "0.0")} s; per query {ReportTable.Format(report.PredictionSecondsPerQuery * 1000, "0.000")} ms prediction, {ReportTable.Format(report.DecisionSecondsPerQuery * 1000, "0.000")} ms decision";
    }
}
