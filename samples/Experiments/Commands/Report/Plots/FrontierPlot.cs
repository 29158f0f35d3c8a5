using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.QAServe;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>The frontier of routing by predictions without workload limits, beside the endpoints, their best mixtures and perfect foresight.</summary>
internal static class FrontierPlot
{
    private const int Steps = 200;

    public static EvaluationPlot Of(EvaluationReport report)
    {
        const string Title = "Frontier without workload limits";
        var plot = PlotStyle.Create(Title, "USD per 1,000 queries", "success");
        SpendingPoint[] singles = [.. report.Endpoints.Where(single => single is { Success: not null, CostUsd: > 0 }).Select(single => new SpendingPoint(single.CostUsd!.Value, single.Success!.Value))];
        var (low, high) = (Math.Log10(singles.Min(point => point.CostUsd)), Math.Log10(singles.Max(point => point.CostUsd)));
        plot.Line(report.Frontier.OraclePoints.Select(Place), PlotStyle.Oracle, "oracle");
        plot.Line(report.Frontier.Points.Select(Place), PlotStyle.Ours, "routing by predictions", 3);
        plot.Line(
            Enumerable.Range(0, Steps + 1).Select(k => low + ((high - low) * k / Steps)).Select(place => (place, EndpointMixture.Best(singles, Math.Pow(10, place)).Success)),
            PlotStyle.Theirs,
            "best mixture of two endpoints",
            2,
            LinePattern.Dashed);
        plot.Points(singles.Select(Place), PlotStyle.Theirs, "single endpoints");
        plot.LogMoney();
        plot.Axes.Left.Percent();
        plot.ShowLegend(Alignment.LowerRight);
        return new EvaluationPlot("frontier", Title, plot);
    }

    private static (double X, double Y) Place(SpendingPoint point) => (Math.Log10(point.CostUsd), point.Success);
}
