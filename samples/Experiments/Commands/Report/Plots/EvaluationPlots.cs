using Eccos.Experiments.Commands.Evaluate.Model;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>The plots of an evaluation.</summary>
internal static class EvaluationPlots
{
    public const int Width = 900;
    public const int Height = 560;

    public static IEnumerable<EvaluationPlot> All(EvaluationReport report) =>
    [
        .. report.Settings.Select(PolicyPlot.Of),
        FrontierPlot.Of(report),
        ReliabilityPlot.Of(report),
        FloorPlot.Of(report),
        OverheadPlot.Of(report),
    ];
}
