using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The three files of a run.</summary>
internal sealed class RouteFiles(DirectoryInfo folder)
{
    private static readonly LineJson _lines = new(ReadableJson.Options(LineJson.Default));
    private static readonly RouteReportJson _report = new(ReadableJson.Options(RouteReportJson.Default));

    public string Predictions { get; } = Path.Combine(folder.FullName, "predictions.jsonl");

    public string Decisions { get; } = Path.Combine(folder.FullName, "decisions.jsonl");

    public string Report { get; } = Path.Combine(folder.FullName, "report.json");

    /// <summary>Writes what was predicted and decided. A report of an earlier run goes first: it would not belong to them.</summary>
    public async Task WriteDecisionsAsync(IReadOnlyList<DecidedBatch> batches, CancellationToken cancellationToken)
    {
        folder.Create();
        File.Delete(Report);
        await JsonLinesFile.WriteAsync(Predictions, batches.SelectMany(batch => batch.PredictionLines()), _lines.PredictionLine, cancellationToken);
        await JsonLinesFile.WriteAsync(Decisions, batches.SelectMany(batch => batch.DecisionLines()), _lines.DecisionLine, cancellationToken);
    }

    public Task WriteReportAsync(RouteReport report, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(Report, (stream, token) => JsonSerializer.SerializeAsync(stream, report, _report.RouteReport, token), cancellationToken);
}
