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

    private static Table Success(PredictReport report)
    {
        var table = ReportTable.Create($"Predicted success of {report.Queries} queries against the labels", "predictor", "pairs", "log-loss", "Brier", "AUC within endpoint", "ECE");
        Add(report.Predictor, report.Success);
        if (report.EndpointMean is { } endpointMean)
            Add("mean of each endpoint in training", endpointMean);
        if (report.NewEndpoint is { } estimated)
        {
            Add($"{estimated.Model} alone (estimated, {estimated.Probes} probes)", estimated.Success);
            if (estimated.ProbeMean is { } probeMean)
                Add($"{estimated.Model} alone, " + (estimated.Probes > 0 ? "mean of the probes" : "average of the others' means"), probeMean);
        }

        return table;

        void Add(string name, PredictionScore score) => table.AddRow(
            Markup.Escape(name),
            ReportTable.Format(score.Pairs, "0"),
            ReportTable.Format(score.LogLoss, "0.0000"),
            ReportTable.Format(score.Brier, "0.0000"),
            ReportTable.Format(score.AucWithinEndpoint, "0.0000"),
            ReportTable.Format(score.Ece, "0.0000"));
    }

    private static Table Amounts(PredictReport report)
    {
        var table = ReportTable.Create("Predicted amounts, natural logarithms", "amount", "pairs", "mean absolute error", "R2", "R2 within endpoint");
        Add("output tokens", report.LogTokens);
        Add("cost", report.LogCost);
        if (report.NewEndpoint is { } estimated)
        {
            Add($"output tokens, {estimated.Model} alone (estimated)", estimated.LogTokens);
            Add($"cost, {estimated.Model} alone (estimated)", estimated.LogCost);
        }

        return table;

        void Add(string name, AmountScore? score)
        {
            if (score is not null)
            {
                table.AddRow(
                    Markup.Escape(name),
                    ReportTable.Format(score.Pairs, "0"),
                    ReportTable.Format(score.MeanAbsoluteError, "0.000"),
                    ReportTable.Format(score.R2, "0.000"),
                    ReportTable.Format(score.R2WithinEndpoint, "0.000"));
            }
        }
    }
}
