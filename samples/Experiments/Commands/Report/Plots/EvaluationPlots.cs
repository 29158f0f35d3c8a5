using Eccos.Experiments.Commands.Evaluate.Model;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>The plots of an evaluation; those over the cost are left out when nothing costs anything.</summary>
internal static class EvaluationPlots
{
    public const int Width = 900;
    public const int Height = 560;

    public static IEnumerable<EvaluationPlot> All(EvaluationReport report) =>
    [
        .. report.Settings.Where(setting => setting.Policies.Any(policy => policy.CostUsd > 0)).Select(PolicyPlot.Of),
        .. report.Endpoints.Any(endpoint => endpoint.CostUsd > 0) ? [FrontierPlot.Of(report)] : Array.Empty<EvaluationPlot>(),
        ReliabilityPlot.Of(report),
        FloorPlot.Of(report),
        OverheadPlot.Of(report),
    ];
}
