using System.Globalization;
using System.Text;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>Where the paper's claim holds, how much is missing where it does not, and why.</summary>
internal static class ClaimSummary
{
    public static string Of(EvaluationReport report)
    {
        var page = new StringBuilder();
        var table = new MarkdownTable("setting, against", "success, relative", "cost, relative", "+6.3 % and -10.15 %");
        foreach (var (setting, row) in Rows(report))
            table.Add($"{setting.Setting}, {row.Against}", ReportTable.Change(row.ClaimChange.Success), ReportTable.Change(row.ClaimChange.Cost), Verdict(row));
        page.Append(table);
        var misses = Rows(report).Where(pair => !pair.Row.ClaimHolds).Select(pair => ClaimMiss.Of(report, pair.Setting, pair.Row)).ToList();
        if (misses.Count == 0)
            return page.ToString();
        page.AppendLine().AppendLine("Why, read off the curves of Eccos over its budgets and off the oracle's run, under the same limits:").AppendLine();
        foreach (var miss in misses)
            page.AppendLine("* " + miss);
        return page.ToString();
    }

    private static IEnumerable<(SettingReport Setting, ComparisonReport Row)> Rows(EvaluationReport report) =>
        report.Settings.SelectMany(setting => setting.Comparisons.Select(row => (setting, row)));

    private static string Verdict(ComparisonReport row)
    {
        if (row.ClaimHolds)
            return "holds";
        var (success, cost) = (PaperClaim.Success - row.ClaimChange.Success, row.ClaimChange.Cost - PaperClaim.Cost);
        return "**misses** " + string.Join(" and ", new[] { ("success", success), ("cost", cost) }.Where(half => !(half.Item2 <= 0))
            .Select(half => double.IsFinite(half.Item2) ? $"{half.Item1} by {Points(half.Item2)}" : $"{half.Item1}, of which the baseline has none"));
    }

    // A miss by less than a hundredth of a point is still one.
    private static string Points(double part) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(100 * part, 0.01):0.00} points");
}
