using Eccos.Experiments.Commands.Evaluate.Model;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>The reliability diagram: observed against predicted success, bin by bin; a mark grows with its pairs.</summary>
internal static class ReliabilityPlot
{
    private const double LargestMark = 22;
    private const double LeastMark = 4;

    public static EvaluationPlot Of(EvaluationReport report)
    {
        const string Title = "Predicted and observed success";
        var plot = PlotStyle.Create(Title, "predicted success", "observed success");
        plot.Line([(0, 0), (1, 1)], PlotStyle.Theirs, "perfect calibration", 1, LinePattern.Dashed);
        var bins = report.Reliability.Where(bin => bin.Pairs > 0).ToList();
        plot.Line(bins.Select(bin => (bin.MeanPredicted!.Value, bin.MeanObserved!.Value)), PlotStyle.Ours, report.Options.Predictor);
        double most = bins.Max(bin => bin.Pairs);
        foreach (var bin in bins)
            plot.Points([(bin.MeanPredicted!.Value, bin.MeanObserved!.Value)], PlotStyle.Ours, "", size: (float)Math.Max(LeastMark, LargestMark * Math.Sqrt(bin.Pairs / most)));
        plot.Axes.Bottom.Percent();
        plot.Axes.Left.Percent();
        plot.Axes.SetLimits(0, 1, 0, 1);
        plot.ShowLegend(Alignment.UpperLeft);
        return new EvaluationPlot("reliability", Title, plot);
    }
}
