using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>Fits or loads, predicts, writes the predictions down, and only then reads the labels of the test records and scores.</summary>
internal sealed class PredictRun(Terminal terminal, PredictSettings settings)
{
    /// <summary>Enough that threads share the work, and little enough that progress shows.</summary>
    private const int QueriesAtOnce = 512;

    private static readonly LineJson _lines = new(ReadableJson.Options(LineJson.Default));
    private readonly TiktokenCounter _counter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var queries = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (queries.Count == 0)
            throw new EccosException($"{settings.Test}: there are no records.");
        var prepared = await new PredictorPreparation(terminal, settings.Source, settings.Test, _counter).PrepareAsync(cancellationToken);
        var counted = InputTokens.Count(queries, prepared.Pool, _counter);

        var start = TimeProvider.System.GetTimestamp();
        var lines = await terminal.StepAsync($"Predicting {queries.Count} queries", progress => PredictAsync(prepared, counted, progress, cancellationToken));
        var time = TimeProvider.System.GetElapsedTime(start);
        var path = Path.Combine(settings.Out.FullName, "predictions.jsonl");
        settings.Out.Create();
        await JsonLinesFile.WriteAsync(path, lines, _lines.PredictionLine, cancellationToken);

        var labels = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadLabelsAsync(settings.Test, progress, cancellationToken));
        var report = PredictReport.Of(settings.Source, prepared, queries, lines, labels, time);
        if (settings.Json)
            terminal.Say(JsonSerializer.Serialize(report, PredictReportJson.Default.PredictReport));
        else
            PredictTables.Print(terminal, report, path);
        if (report.QueriesSeenInTraining > 0)
            terminal.Warn($"{report.QueriesSeenInTraining} of {report.Queries} test queries stand in the training records too; the figures flatter.");
        return ExitCodes.Success;
    }

    private static async Task<IReadOnlyList<PredictionLine>> PredictAsync(PreparedPredictor prepared, IReadOnlyList<Query> queries, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var lines = new List<PredictionLine>(queries.Count * prepared.Pool.Count);
        var done = 0;
        foreach (var part in queries.Chunk(QueriesAtOnce))
        {
            var prediction = (await prepared.Predictor.PredictAsync(part, cancellationToken)).For(prepared.Pool).Corrected();
            lines.AddRange(PredictionLine.Of(part, prediction, KnownCosts.Of(prepared.Pool, prediction, [.. part.Select(query => query.InputTokens ?? 0)])));
            progress.Report((double)(done += part.Length) / queries.Count);
        }

        return lines;
    }
}
