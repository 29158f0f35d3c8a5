using System.Globalization;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>The scores for people.</summary>
internal static class PredictTables
{
    public static void Print(Terminal terminal, PredictReport report, string path)
    {
        terminal.Out.Write(Success(report));
        if (report.LogTokens is not null || report.LogCost is not null)
            terminal.Out.Write(Amounts(report));
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Time: fit or load {report.FitSeconds:0.00} s; {report.PredictionSecondsPerQuery * 1000:0.000} ms per query"));
        terminal.Say($"Written: {path}");
    }

    /// <summary>The scores of a predictor and, where they are known, of the endpoint means.</summary>
    public static Table Success(string title, string predictor, PredictionScore success, PredictionScore? endpointMean)
    {
        var table = ReportTable.Create(title, "predictor", "pairs", "log-loss", "Brier", "AUC within endpoint", "ECE");
        Add(table, predictor, success);
        if (endpointMean is not null)
            Add(table, "mean of each endpoint in training", endpointMean);
        return table;
    }

    /// <summary>The scores of amounts; null for one that has none.</summary>
    public static Table Amounts(AmountScore? logTokens, AmountScore? logCost)
    {
        var table = ReportTable.Create("Predicted amounts, natural logarithms", "amount", "pairs", "mean absolute error", "R2", "R2 within endpoint");
        Add(table, "output tokens", logTokens);
        Add(table, "cost", logCost);
        return table;
    }

    private static Table Success(PredictReport report)
    {
        var table = Success($"Predicted success of {report.Queries} queries against the labels", report.Predictor, report.Success, report.EndpointMean);
        if (report.NewEndpoint is { } estimated)
        {
            Add(table, $"{estimated.Model} alone (estimated, {estimated.Probes} probes)", estimated.Success);
            if (estimated.ProbeMean is { } probeMean)
                Add(table, $"{estimated.Model} alone, " + (estimated.Probes > 0 ? "mean of the probes" : "average of the others' means"), probeMean);
        }

        return table;
    }

    private static Table Amounts(PredictReport report)
    {
        var table = Amounts(report.LogTokens, report.LogCost);
        if (report.NewEndpoint is { } estimated)
        {
            Add(table, $"output tokens, {estimated.Model} alone (estimated)", estimated.LogTokens);
            Add(table, $"cost, {estimated.Model} alone (estimated)", estimated.LogCost);
        }

        return table;
    }

    private static void Add(Table table, string name, PredictionScore score) => table.AddRow(
        Markup.Escape(name),
        ReportTable.Format(score.Pairs, "0"),
        ReportTable.Format(score.LogLoss, "0.0000"),
        ReportTable.Format(score.Brier, "0.0000"),
        ReportTable.Format(score.AucWithinEndpoint, "0.0000"),
        ReportTable.Format(score.Ece, "0.0000"));

    private static void Add(Table table, string name, AmountScore? score)
    {
        if (score is null)
            return;
        table.AddRow(
            Markup.Escape(name),
            ReportTable.Format(score.Pairs, "0"),
            ReportTable.Format(score.MeanAbsoluteError, "0.000"),
            ReportTable.Format(score.R2, "0.000"),
            ReportTable.Format(score.R2WithinEndpoint, "0.000"));
    }
}
