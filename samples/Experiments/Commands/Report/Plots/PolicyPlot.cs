using Eccos.Experiments.Commands.Evaluate.Model;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>Cost and success of all policies of one setting under workload limits; those that cost nothing have no place on a logarithmic axis.</summary>
internal static class PolicyPlot
{
    private const float LegendWidth = 200;
    private const float LegendHeight = 100;

    /// <summary>The room beside and above the points, as parts of what they span.</summary>
    private const double Beside = 0.2;
    private const double Above = 0.12;

    private static readonly PixelPadding _frame = new(left: 80, right: 20, bottom: 60, top: 45);

    public static EvaluationPlot Of(SettingReport setting)
    {
        var title = $"Success and cost under workload limits, {setting.Setting} setting";
        var plot = PlotStyle.Create(title, "USD per 1,000 queries", "success");
        PolicyReport[] policies = [.. setting.Policies.Where(policy => policy.CostUsd > 0)];
        Coordinates[] points = [.. policies.Select(At)];
        Coordinates[] curve = [.. setting.Curve.Where(point => point.CostUsd > 0).Select(point => new Coordinates(Math.Log10(point.CostUsd), point.Success))];
        var limits = Limits([.. points, .. curve]);
        var (width, height) = (EvaluationPlots.Width - _frame.Left - _frame.Right, EvaluationPlots.Height - _frame.Top - _frame.Bottom);
        var places = new LabelPlaces(width, height);
        places.Keep(new PixelRect(width - LegendWidth, width, LegendHeight, 0));
        foreach (var point in points)
            places.Keep(PixelOf(point));
        foreach (var point in curve)
            places.Keep(PixelOf(point));

        plot.Line(curve.Select(point => (point.X, point.Y)), PlotStyle.Ours, "Eccos over its budgets", 3);
        Add(policies.Where(policy => policy.Published), PlotStyle.Marked, "published-style baselines", MarkerShape.FilledSquare);
        Add(policies.Where(policy => !policy.Published && !policy.KnowsLabels), PlotStyle.Theirs, "other baselines", MarkerShape.FilledCircle);
        Add(policies.Where(policy => policy.KnowsLabels), PlotStyle.Oracle, "oracle", MarkerShape.FilledDiamond);
        plot.LogMoney();
        plot.Axes.Left.Percent();
        plot.Axes.SetLimits(limits);
        plot.Layout.Fixed(_frame);
        plot.ShowLegend(Alignment.UpperRight);
        return new EvaluationPlot("policies-" + setting.Setting, title, plot);

        void Add(IEnumerable<PolicyReport> some, Color color, string legend, MarkerShape shape)
        {
            PolicyReport[] all = [.. some];
            plot.Points(all.Select(policy => (At(policy).X, At(policy).Y)), color, legend, shape, 9);
            foreach (var policy in all)
                plot.Label(policy.Policy, At(policy).X, At(policy).Y, color, places.Place(policy.Policy, PixelOf(At(policy))));
        }

        Pixel PixelOf(Coordinates point) => new(
            (float)((point.X - limits.Left) / limits.HorizontalSpan * width),
            (float)((limits.Top - point.Y) / limits.VerticalSpan * height));
    }

    private static Coordinates At(PolicyReport policy) => new(Math.Log10(policy.CostUsd), policy.Success);

    private static AxisLimits Limits(Coordinates[] points)
    {
        var (left, right) = (points.Min(point => point.X), points.Max(point => point.X));
        var (bottom, top) = (points.Min(point => point.Y), points.Max(point => point.Y));
        var (aside, over) = (Math.Max(Beside * (right - left), 0.01), Math.Max(Above * (top - bottom), 0.01));
        return new AxisLimits(left - aside, right + aside, bottom - over, top + over);
    }
}
