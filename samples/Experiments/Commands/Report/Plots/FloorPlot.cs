using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>Floors asked against success predicted and realised.</summary>
internal static class FloorPlot
{
    public static EvaluationPlot Of(EvaluationReport report)
    {
        const string Title = "Floor asked and success realised";
        var plot = PlotStyle.Create(Title, "floor asked", "success realised");
        var palette = new ScottPlot.Palettes.Category10();
        foreach (var (k, floors) in report.Floors.GroupBy(floor => (floor.Setting, floor.Capacity)).Index())
        {
            var name = $"{floors.Key.Setting}, limit {floors.Key.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "none"}";
            plot.Line(floors.Select(floor => (floor.Record.Floor, floor.Record.Realised)), palette.GetColor(k), name);
            plot.Points(floors.Select(floor => (floor.Record.Floor, floor.Record.Realised)), palette.GetColor(k), "");
        }

        var (low, high) = (report.Floors.Min(floor => floor.Record.Floor), report.Floors.Max(floor => floor.Record.Floor));
        plot.Line([(low, low), (high, high)], PlotStyle.Theirs, "as asked", 1, LinePattern.Dashed);
        plot.Axes.Bottom.Percent();
        plot.Axes.Left.Percent();
        plot.ShowLegend(Alignment.LowerRight);
        return new EvaluationPlot("floors", Title, plot);
    }
}
