using System.Text;
using System.Text.Json;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Commands.Report.Pages;
using Eccos.Experiments.Commands.Report.Plots;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Report;

/// <summary>Turns an evaluation into a page and its plots.</summary>
internal sealed class ReportRun(Terminal terminal, FileInfo evaluation, DirectoryInfo folder)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var report = await ReadAsync(cancellationToken);
        folder.Create();
        var page = new StringBuilder(EvaluationPage.Of(report));
        page.AppendLine().AppendLine("## Plots");
        foreach (var plot in EvaluationPlots.All(report))
        {
            var name = plot.Name + ".png";
            plot.Plot.SavePng(Path.Combine(folder.FullName, name), EvaluationPlots.Width, EvaluationPlots.Height);
            page.AppendLine().AppendLine($"![{plot.Title}]({name})").AppendLine().AppendLine(plot.Title + ".");
        }

        var path = Path.Combine(folder.FullName, "report.md");
        await AtomicFile.WriteAsync(path, async (stream, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), token), cancellationToken);
        terminal.Say($"Written: {path} and its plots");
        return ExitCodes.Success;
    }

    private async Task<EvaluationReport> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = evaluation.OpenRead();
            return await JsonSerializer.DeserializeAsync(stream, EvaluationJson.Default.EvaluationReport, cancellationToken)
                ?? throw new EccosException($"{evaluation}: null is not an evaluation.");
        }
        catch (JsonException problem)
        {
            throw new EccosException($"{evaluation}: {problem.Message}", problem);
        }
    }
}
