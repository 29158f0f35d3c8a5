using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report;

/// <summary>The command line of <c>report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var evaluation = PathOption.Existing("--evaluation", "What evaluate wrote: evaluation.json.");
        var folder = PathOption.OutputFolder("--out", "Takes report.md and its plots.");
        foreach (var option in new Option[] { evaluation, folder })
            option.Required = true;
        var command = new Command("report", "Makes a Markdown page with tables and plots of an evaluation.") { evaluation, folder };
        command.SetAction((parsed, cancellationToken) => new ReportRun(terminal, parsed.GetRequiredValue(evaluation), parsed.GetRequiredValue(folder)).RunAsync(cancellationToken));
        return command;
    }
}
