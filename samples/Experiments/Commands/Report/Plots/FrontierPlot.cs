using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.QAServe;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>
/// The frontier of routing by predictions without workload limits, beside the endpoints, their best mixtures and perfect foresight. What is free has no place on a
/// logarithmic axis.
/// </summary>
internal static class FrontierPlot
{
    private const int Steps = 200;

    public static EvaluationPlot Of(EvaluationReport report)
    {
        const string Title = "Frontier without workload limits";
        var plot = PlotStyle.Create(Title, "USD per 1,000 queries", "success");
        SpendingPoint[] singles = [.. report.Endpoints.Where(single => single is { Success: not null, CostUsd: >= 0 }).Select(single => new SpendingPoint(single.CostUsd!.Value, single.Success!.Value))];
        var (low, high) = (Places(singles).Min(place => place.X), Places(singles).Max(place => place.X));
        plot.Line(Places(report.Frontier.OraclePoints), PlotStyle.Oracle, "oracle");
        plot.Line(Places(report.Frontier.Points), PlotStyle.Ours, "routing by predictions", 3);
        plot.Line(
            Enumerable.Range(0, Steps + 1).Select(k => low + ((high - low) * k / Steps)).Select(place => (place, EndpointMixture.Best(singles, Math.Pow(10, place)).Success)),
            PlotStyle.Theirs,
            "best mixture of two endpoints",
            2,
            LinePattern.Dashed);
        plot.Points(Places(singles), PlotStyle.Theirs, "single endpoints");
        plot.LogMoney();
        plot.Axes.Left.Percent();
        plot.ShowLegend(Alignment.LowerRight);
        return new EvaluationPlot("frontier", Title, plot);
    }

    private static IEnumerable<(double X, double Y)> Places(IEnumerable<SpendingPoint> points) =>
        points.Where(point => point.CostUsd > 0).Select(point => (Math.Log10(point.CostUsd), point.Success));
}
