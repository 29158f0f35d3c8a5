using System.Text.Json;
using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Files;

namespace Eccos.Experiments.Commands.Evaluate;

/// <summary>The two files of a run.</summary>
internal sealed class EvaluateFiles(DirectoryInfo folder)
{
    private static readonly DecisionsJson _lines = new(ReadableJson.Options(DecisionsJson.Default));
    private static readonly EvaluationJson _report = new(ReadableJson.Options(EvaluationJson.Default));

    public string Decisions { get; } = Path.Combine(folder.FullName, "decisions.jsonl");

    public string Evaluation { get; } = Path.Combine(folder.FullName, "evaluation.json");

    /// <summary>Writes what was decided. The figures of an earlier run go first: they would not belong to it.</summary>
    public async Task WriteDecisionsAsync(IEnumerable<DecidedRun> decided, ModelPool pool, CancellationToken cancellationToken)
    {
        folder.Create();
        File.Delete(Evaluation);
        await JsonLinesFile.WriteAsync(Decisions, DecisionsLine.Of(decided, pool), _lines.DecisionsLine, cancellationToken);
    }

    public Task WriteEvaluationAsync(EvaluationReport report, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(Evaluation, (stream, token) => JsonSerializer.SerializeAsync(stream, report, _report.EvaluationReport, token), cancellationToken);
}
