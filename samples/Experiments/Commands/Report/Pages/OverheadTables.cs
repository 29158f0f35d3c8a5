using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;

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
        return new MarkdownTable("setting", "scheduling, ms per query", $"response, s ({how})", "share")
            .Add("batch", MarkdownTable.Number((overhead.PredictionSecondsPerQuery + overhead.BatchSecondsPerQuery) * 1000, "0.000"), MarkdownTable.Number(overhead.ResponseSeconds, "0.00"), MarkdownTable.Number(overhead.BatchShare, "P4"))
            .Add("streaming", MarkdownTable.Number(overhead.StreamingSecondsPerQuery * 1000, "0.000"), MarkdownTable.Number(overhead.ResponseSeconds, "0.00"), MarkdownTable.Number(overhead.StreamingShare, "P4"))
            .ToString();
    }
}
