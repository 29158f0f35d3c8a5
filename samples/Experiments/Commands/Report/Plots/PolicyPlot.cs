using Eccos.Experiments.Commands.Evaluate.Model;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>Cost and success of all policies of one setting under workload limits.</summary>
internal static class PolicyPlot
{
    public static EvaluationPlot Of(SettingReport setting)
    {
        var title = $"Success and cost under workload limits, {setting.Setting} setting";
        var plot = PlotStyle.Create(title, "USD per 1,000 queries", "success");
        plot.Line(setting.Curve.Select(point => (Math.Log10(point.CostUsd), point.Success)), PlotStyle.Ours, "Eccos over its budgets", 3);
        Add(setting.Policies.Where(policy => policy.Published), PlotStyle.Marked, "published-style baselines", MarkerShape.FilledSquare);
        Add(setting.Policies.Where(policy => !policy.Published && !policy.KnowsLabels), PlotStyle.Theirs, "other baselines", MarkerShape.FilledCircle);
        Add(setting.Policies.Where(policy => policy.KnowsLabels), PlotStyle.Oracle, "oracle", MarkerShape.FilledDiamond);
        plot.LogMoney();
        plot.Axes.Left.Percent();
        plot.Axes.Margins(0.25, 0.15);
        plot.ShowLegend(Alignment.UpperRight);
        return new EvaluationPlot("policies-" + setting.Setting, title, plot);

        void Add(IEnumerable<PolicyReport> policies, Color color, string legend, MarkerShape shape)
        {
            PolicyReport[] all = [.. policies];
            plot.Points(all.Select(policy => (Math.Log10(policy.CostUsd), policy.Success)), color, legend, shape, 9);
            foreach (var policy in all)
                plot.Label(policy.Policy, Math.Log10(policy.CostUsd), policy.Success, color);
        }
    }
}
