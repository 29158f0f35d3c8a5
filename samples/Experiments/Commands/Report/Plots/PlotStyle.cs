using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>What all plots have in common.</summary>
internal static class PlotStyle
{
    // USD per 1,000 queries, wide enough for every price list.
    private const int LeastPower = -4;
    private const int MostPower = 4;
    private static readonly int[] _steps = [1, 2, 5];

    public static Color Ours { get; } = Color.FromHex("#1F77B4");

    public static Color Theirs { get; } = Color.FromHex("#7F7F7F");

    public static Color Oracle { get; } = Color.FromHex("#2CA02C");

    public static Color Marked { get; } = Color.FromHex("#D62728");

    public static Plot Create(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Title(title, 16);
        plot.XLabel(x, 13);
        plot.YLabel(y, 13);
        return plot;
    }

    /// <summary>Labels places that are decimal logarithms of USD per query as USD per 1,000 queries.</summary>
    public static void LogMoney(this Plot plot)
    {
        var ticks = new NumericManual();
        for (var power = LeastPower; power <= MostPower; power++)
        {
            foreach (var step in _steps)
            {
                var usd = step * Math.Pow(10, power);
                ticks.AddMajor(Math.Log10(usd) - 3, usd.ToString("G2", CultureInfo.InvariantCulture));
            }
        }

        plot.Axes.Bottom.TickGenerator = ticks;
    }

    /// <summary>Labels parts of 1 as per cent.</summary>
    public static void Percent(this IAxis axis) => axis.TickGenerator = new NumericAutomatic { LabelFormatter = part => part.ToString("P0", CultureInfo.InvariantCulture) };

    public static Scatter Line(this Plot plot, IEnumerable<(double X, double Y)> points, Color color, string legend, float width = 2, LinePattern? pattern = null)
    {
        Coordinates[] all = [.. points.Select(point => new Coordinates(point.X, point.Y))];
        var line = plot.Add.ScatterLine(all, color);
        line.LineWidth = width;
        line.LegendText = legend;
        line.LinePattern = pattern ?? LinePattern.Solid;
        return line;
    }

    public static void Points(this Plot plot, IEnumerable<(double X, double Y)> points, Color color, string legend, MarkerShape shape = MarkerShape.FilledCircle, float size = 7)
    {
        Coordinates[] all = [.. points.Select(point => new Coordinates(point.X, point.Y))];
        var markers = plot.Add.ScatterPoints(all, color);
        markers.MarkerShape = shape;
        markers.MarkerSize = size;
        markers.LegendText = legend;
    }

    /// <summary>Writes beside a point; the offset is that of the text's upper left corner, in pixels to the right and down.</summary>
    public static void Label(this Plot plot, string text, double x, double y, Color color, Pixel offset)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontColor = color;
        label.LabelFontSize = 11;
        label.LabelAlignment = Alignment.UpperLeft;
        (label.OffsetX, label.OffsetY) = (offset.X, offset.Y);
    }
}
