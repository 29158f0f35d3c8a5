using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using ScottPlot.TickGenerators;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>The time of scheduling a query beside that of answering it, on a logarithmic scale.</summary>
internal static class OverheadPlot
{
    private const string Answer = "answer";

    public static EvaluationPlot Of(EvaluationReport report)
    {
        const string Title = "Scheduling and answering a query";
        var overhead = report.Overhead;
        (string Name, double? Seconds)[] all =
        [
            ("prediction, batch", overhead.PredictionSecondsPerQuery),
            ("decision, batch", overhead.BatchSecondsPerQuery),
            ("both, streaming", overhead.StreamingSecondsPerQuery),
            (Answer, overhead.ResponseSeconds),
        ];
        (string Name, double Seconds)[] bars = [.. all.Where(bar => bar.Seconds > 0).Select(bar => (bar.Name, bar.Seconds!.Value))];
        var least = Math.Floor(bars.Min(bar => Math.Log10(bar.Seconds * 1000)));
        var plot = PlotStyle.Create(Title, "", "milliseconds");
        for (var k = 0; k < bars.Length; k++)
        {
            var height = Math.Log10(bars[k].Seconds * 1000);
            var bar = plot.Add.Bar(k, height).Bars[0];
            bar.ValueBase = least;
            bar.Label = string.Create(CultureInfo.InvariantCulture, $"{bars[k].Seconds * 1000:G3} ms");
            bar.FillColor = bars[k].Name == Answer ? PlotStyle.Theirs : PlotStyle.Ours;
        }

        plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, bars.Length).Select(k => (double)k)], [.. bars.Select(bar => bar.Name)]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            IntegerTicksOnly = true,
            MinorTickGenerator = new LogMinorTickGenerator(),
            LabelFormatter = place => Math.Pow(10, place).ToString("G4", CultureInfo.InvariantCulture),
        };
        plot.Axes.SetLimitsY(least, bars.Max(bar => Math.Log10(bar.Seconds * 1000)) + 0.3);
        return new EvaluationPlot("overhead", Title, plot);
    }
}
