using System.Globalization;
using System.Text;
using Eccos.Experiments.Commands.Evaluate.Model;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>The tables of an evaluation as a Markdown page.</summary>
internal static class EvaluationPage
{
    public static string Of(EvaluationReport report)
    {
        var page = new StringBuilder();
        var options = report.Options;
        page.AppendLine(Invariant($"# {options.Test}")).AppendLine();
        page.AppendLine(Invariant($"Eccos {report.Version}. {report.Queries} test queries, {report.Endpoints.Count} endpoints; `{options.Predictor}` fitted to {report.TrainingRecords} records of `{options.Train}`; optimizer `{options.Optimizer}`."));
        page.AppendLine(Invariant($"Workload limits `{options.Capacity}` of {options.Window} queries together or in flight; means over {options.Seeds} orders of the queries; 95 % intervals from {options.BootstrapSamples} bootstrap samples over queries."));
        page.AppendLine().AppendLine("## Summary").AppendLine().Append(ClaimSummary.Of(report));
        foreach (var setting in report.Settings)
        {
            page.AppendLine().AppendLine(Invariant($"## {Title(setting.Setting)}")).AppendLine();
            page.Append("Eccos has the best quality at a part of what the baseline is predicted to spend; ").AppendLine(setting.Comparisons.Any(row => row.Chance is not null)
                ? "the part was chosen on the training records, in this setting, as the one with the best chance that the claim holds:"
                : "the part is a little less than the claim leaves, for none could be rehearsed on the training records:").AppendLine();
            page.Append(ComparisonTables.Claim(setting));
            page.AppendLine().AppendLine("At the same predicted spend, and read off the curve of Eccos over its budgets:").AppendLine();
            page.Append(ComparisonTables.Matched(setting));
            page.AppendLine().AppendLine("All policies:").AppendLine();
            page.Append(PolicyTables.Of(setting));
        }

        page.AppendLine().AppendLine("## Floors").AppendLine().Append(FloorTables.Of(report.Floors));
        page.AppendLine().AppendLine("## Without workload limits").AppendLine().Append(FrontierTables.Of(report));
        page.AppendLine().AppendLine("## Success against the labels").AppendLine().Append(FrontierTables.Scores(report));
        page.AppendLine().AppendLine("## Time").AppendLine().Append(OverheadTables.Of(report));
        return page.ToString();
    }

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..] + " setting";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
