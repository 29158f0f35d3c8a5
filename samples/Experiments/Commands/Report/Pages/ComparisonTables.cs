using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>Eccos against the published-style baselines.</summary>
internal static class ComparisonTables
{
    public static string Claim(SettingReport setting)
    {
        var table = new MarkdownTable("against", "its success", "its USD per query", "its spend x", "chance there", "Eccos: success", "USD per query", "success, relative (95 %)", "cost, relative (95 %)", "+6.3 % and -10.15 %");
        foreach (var row in setting.Comparisons)
        {
            var baseline = Baseline(setting, row);
            table.Add(
                row.Against,
                ReportTable.Format(baseline.Success, "P2"),
                ReportTable.Format(baseline.CostUsd, "0.000000"),
                ReportTable.Format(row.Share, "0.00"),
                ReportTable.Format(row.Chance, "P0"),
                ReportTable.Format(row.Claim.Success, "P2"),
                ReportTable.Format(row.Claim.CostUsd, "0.000000"),
                ReportTable.Change(row.ClaimChange.Success, row.ClaimChange.SuccessInterval),
                ReportTable.Change(row.ClaimChange.Cost, row.ClaimChange.CostInterval),
                row.ClaimHolds ? "holds" : "**does not hold**");
        }

        return table.ToString();
    }

    public static string Matched(SettingReport setting)
    {
        var table = new MarkdownTable("against", "success, relative (95 %)", "cost, relative (95 %)", "gap to the oracle closed", "success at its cost", "cost at its success");
        foreach (var row in setting.Comparisons)
        {
            var baseline = Baseline(setting, row);
            table.Add(
                row.Against,
                ReportTable.Change(row.MatchedSpendChange.Success, row.MatchedSpendChange.SuccessInterval),
                ReportTable.Change(row.MatchedSpendChange.Cost, row.MatchedSpendChange.CostInterval),
                ReportTable.Format(row.GapClosed, "P0"),
                row.SuccessAtItsCost is { } success ? ReportTable.Change((success / baseline.Success) - 1) : "-",
                row.CostAtItsSuccess is { } cost ? ReportTable.Change((cost / baseline.CostUsd) - 1) : "-");
        }

        return table.ToString();
    }

    private static PolicyReport Baseline(SettingReport setting, ComparisonReport row) => setting.Policies.Single(policy => policy.Policy == row.Against);
}
