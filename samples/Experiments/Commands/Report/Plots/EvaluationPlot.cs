using ScottPlot;

namespace Eccos.Experiments.Commands.Report.Plots;

/// <summary>One plot of a page.</summary>
/// <param name="Name">Its file's name without the ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Plot">The plot.</param>
internal sealed record EvaluationPlot(string Name, string Title, Plot Plot);
