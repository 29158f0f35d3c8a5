using Eccos.Experiments.Commands.Evaluate.Model;

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
                MarkdownTable.Number(baseline.Success, "P2"),
                MarkdownTable.Number(baseline.CostUsd, "0.000000"),
                MarkdownTable.Number(row.Share, "0.00"),
                MarkdownTable.Number(row.Chance, "P0"),
                MarkdownTable.Number(row.Claim.Success, "P2"),
                MarkdownTable.Number(row.Claim.CostUsd, "0.000000"),
                MarkdownTable.Change(row.ClaimChange.Success, row.ClaimChange.SuccessInterval),
                MarkdownTable.Change(row.ClaimChange.Cost, row.ClaimChange.CostInterval),
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
                MarkdownTable.Change(row.MatchedSpendChange.Success, row.MatchedSpendChange.SuccessInterval),
                MarkdownTable.Change(row.MatchedSpendChange.Cost, row.MatchedSpendChange.CostInterval),
                MarkdownTable.Number(row.GapClosed, "P0"),
                row.SuccessAtItsCost is { } success ? MarkdownTable.Change((success / baseline.Success) - 1) : "-",
                row.CostAtItsSuccess is { } cost ? MarkdownTable.Change((cost / baseline.CostUsd) - 1) : "-");
        }

        return table.ToString();
    }

    private static PolicyReport Baseline(SettingReport setting, ComparisonReport row) => setting.Policies.Single(policy => policy.Policy == row.Against);
}
