using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Terminals;

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
                $"{ReportTable.Format(policy.Success, "P2")} ({ReportTable.Format(policy.SuccessInterval.Lower, "P1")} to {ReportTable.Format(policy.SuccessInterval.Upper, "P1")})",
                $"{ReportTable.Format(policy.CostUsd, "0.000000")} ({ReportTable.Format(policy.CostInterval.Lower, "0.000000")} to {ReportTable.Format(policy.CostInterval.Upper, "0.000000")})",
                ReportTable.Format(policy.SuccessOverOrders, "P2"),
                ReportTable.Format(policy.PredictedSuccess, "P2"),
                ReportTable.Format(policy.OverLimit, "0"),
                ReportTable.Format(policy.Unassigned, "0"));
        }

        return table.ToString();
    }
}
