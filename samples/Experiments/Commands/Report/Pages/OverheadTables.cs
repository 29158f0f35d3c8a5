using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>The time of scheduling beside the time of answering.</summary>
internal static class OverheadTables
{
    public static string Of(EvaluationReport report)
    {
        var overhead = report.Overhead;
        var how = overhead.LatencyIsRecorded
            ? "recorded"
            : string.Create(CultureInfo.InvariantCulture, $"assumed: {report.Options.SecondsToFirstToken} s to the first token, then {report.Options.OutputTokensPerSecond} recorded output tokens a second");
        var response = overhead.ResponseSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"Of a response time of {seconds:0.00} s ({how}); ")
            : "No part of the response time can be told: the records hold neither latencies nor output tokens; ";
        return overhead.Times is { } times ? response + MediansAndMeans(times) : response + Means(overhead);
    }

    private static string MediansAndMeans(IReadOnlyList<SchedulingTimeReport> times)
    {
        var table = new MarkdownTable("per query", "median, ms", "share", "mean, ms", "share", "windows or queries timed");
        foreach (var row in times)
        {
            table.Add(
                row.What,
                ReportTable.Format(row.MedianSecondsPerQuery * 1000, "0.000"),
                ReportTable.Format(row.MedianShare, "P4"),
                ReportTable.Format(row.MeanSecondsPerQuery * 1000, "0.000"),
                ReportTable.Format(row.MeanShare, "P4"),
                ReportTable.Format(row.Parts, "0"));
        }

        return "median over windows, and over queries decided one by one; mean over queries:\n\n" + table;
    }

    private static string Means(OverheadReport overhead) => "means over queries, those of the batch over all floors that were asked:\n\n"
        + new MarkdownTable("setting", "scheduling, mean ms per query", "share")
            .Add("batch", ReportTable.Format((overhead.PredictionSecondsPerQuery + overhead.BatchSecondsPerQuery) * 1000, "0.000"), ReportTable.Format(overhead.BatchShare, "P4"))
            .Add("streaming", ReportTable.Format(overhead.StreamingSecondsPerQuery * 1000, "0.000"), ReportTable.Format(overhead.StreamingShare, "P4"));
}
