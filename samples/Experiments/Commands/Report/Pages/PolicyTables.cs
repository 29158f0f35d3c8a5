using Eccos.Experiments.Commands.Evaluate.Model;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>What every policy yields, and Eccos over its budgets.</summary>
internal static class PolicyTables
{
    public static string Of(SettingReport setting)
    {
        var table = new MarkdownTable("policy", "success (95 %)", "USD per query (95 %)", "over orders", "predicted success", "over limit", "unserved");
        foreach (var policy in setting.Policies.Concat(setting.Comparisons.Select(row => row.MatchedSpend with { Policy = $"Eccos at the spend of {row.Against}" })))
        {
            table.Add(
                policy.Policy,
                $"{MarkdownTable.Number(policy.Success, "P2")} ({MarkdownTable.Number(policy.SuccessInterval.Lower, "P1")} to {MarkdownTable.Number(policy.SuccessInterval.Upper, "P1")})",
                $"{MarkdownTable.Number(policy.CostUsd, "0.000000")} ({MarkdownTable.Number(policy.CostInterval.Lower, "0.000000")} to {MarkdownTable.Number(policy.CostInterval.Upper, "0.000000")})",
                MarkdownTable.Number(policy.SuccessOverOrders, "P2"),
                MarkdownTable.Number(policy.PredictedSuccess, "P2"),
                MarkdownTable.Number(policy.OverLimit, "0"),
                MarkdownTable.Number(policy.Unassigned, "0"));
        }

        return table.ToString();
    }
}
