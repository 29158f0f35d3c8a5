using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>The routing gain, and how predicted success agrees with the labels.</summary>
internal static class FrontierTables
{
    public static string Of(EvaluationReport report)
    {
        var frontier = report.Frontier;
        return new MarkdownTable("area above the best mixture of two endpoints, points", "standard error", "of it rounding", "of the oracle", "share of the oracle's", "spend that matches the best endpoint")
            .Add(
                ReportTable.Format(frontier.Gain, "0.00"),
                ReportTable.Format(frontier.GainStandardError, "0.00"),
                ReportTable.Format(frontier.RoundingGain, "0.00"),
                ReportTable.Format(frontier.OracleGain, "0.00"),
                ReportTable.Format(frontier.ShareOfOracle, "P1"),
                ReportTable.Format(frontier.CostRatioToMatchBest, "P0"))
            + (frontier.Queries < report.Queries ? $"\nOver the {frontier.Queries} of {report.Queries} queries of which outcome and cost are recorded of every endpoint.\n" : "");
    }

    public static string Scores(EvaluationReport report)
    {
        var table = new MarkdownTable("predictor", "log-loss", "Brier", "AUC within endpoint", "ECE");
        Add(report.Options.Predictor, report.Success);
        Add("endpoint means", report.EndpointMean);
        return table.ToString();

        void Add(string name, PredictionScore score) => table.Add(
            name,
            ReportTable.Format(score.LogLoss, "0.0000"),
            ReportTable.Format(score.Brier, "0.0000"),
            ReportTable.Format(score.AucWithinEndpoint, "0.0000"),
            ReportTable.Format(score.Ece, "0.0000"));
    }
}
