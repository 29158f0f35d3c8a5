using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Evaluate;

/// <summary>The figures for people.</summary>
internal static class EvaluateTables
{
    public static void Print(Terminal terminal, EvaluationReport report, EvaluateFiles files)
    {
        foreach (var setting in report.Settings)
        {
            terminal.Out.Write(Policies(setting));
            terminal.Out.Write(Comparisons(setting));
        }

        foreach (var line in Summary(report))
            terminal.Say(line);
        if (report.QueriesSeenInTraining > 0)
            terminal.Warn($"{report.QueriesSeenInTraining} of {report.Queries} test queries stand in the training records too; the figures flatter.");
        terminal.Say($"Written: {files.Decisions}, {files.Evaluation}");
    }

    private static Table Policies(SettingReport setting)
    {
        var table = ReportTable.Create($"Policies, {setting.Setting}", "policy", "success", "95 %", "USD per query", "over limit");
        foreach (var policy in setting.Policies)
        {
            table.AddRow(
                Markup.Escape(policy.Policy),
                ReportTable.Format(policy.Success, "P2"),
                Invariant($"{policy.SuccessInterval.Lower:P1} to {policy.SuccessInterval.Upper:P1}"),
                ReportTable.Format(policy.CostUsd, "0.000000"),
                ReportTable.Format(policy.OverLimit, "0"));
        }

        return table;
    }

    private static Table Comparisons(SettingReport setting)
    {
        var table = ReportTable.Create(
            $"Eccos against published-style baselines, {setting.Setting}", "against", "success", "cost", "claim", "success, matched spend", "cost, matched spend", "gap closed");
        foreach (var row in setting.Comparisons)
        {
            table.AddRow(
                row.Against,
                ReportTable.Change(row.ClaimChange.Success),
                ReportTable.Change(row.ClaimChange.Cost),
                row.ClaimHolds ? "holds" : "does not hold",
                ReportTable.Change(row.MatchedSpendChange.Success),
                ReportTable.Change(row.MatchedSpendChange.Cost),
                ReportTable.Format(row.GapClosed, "P0"));
        }

        return table;
    }

    private static IEnumerable<string> Summary(EvaluationReport report)
    {
        yield return Invariant($"Routing gain {report.Frontier.Gain:0.00} points (standard error {report.Frontier.GainStandardError:0.00}), {report.Frontier.ShareOfOracle:P1} of the oracle's {report.Frontier.OracleGain:0.00}");
        yield return Invariant($"Success: log-loss {report.Success.LogLoss:0.0000}, Brier {report.Success.Brier:0.0000}, ECE {report.Success.Ece:0.0000}");
        foreach (var floors in report.Floors.GroupBy(floor => (floor.Setting, floor.Capacity)))
        {
            var (asked, kept) = (floors.Sum(floor => floor.Record.Windows), floors.Sum(floor => floor.Record.WindowsKept));
            yield return Invariant($"Floors, {floors.Key.Setting}, limit {floors.Key.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "none"}: kept by {kept} of {asked} windows");
        }

        var overhead = report.Overhead;
        yield return overhead.ResponseSeconds is { } response
            ? Invariant($"Scheduling time per query, beside a response time of {response:0.00} s; median and mean over the windows or queries that were timed:")
            : "Scheduling time per query; the response time is not known, for neither latency nor tokens are recorded:";
        foreach (var row in overhead.Times ?? [])
            yield return Invariant($"  {row.What.Trim('*')}: median {row.MedianSecondsPerQuery * 1000:0.000} ms, {row.MedianShare:P4}; mean {row.MeanSecondsPerQuery * 1000:0.000} ms, {row.MeanShare:P4}; of {row.Parts}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
