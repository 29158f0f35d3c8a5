using System.Globalization;
using System.Text.Json;
using Eccos.Experiments.Commands.Predict;
using Eccos.Experiments.Files;
using Eccos.Experiments.Pools;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Observations;
using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.CrossValidate;

/// <summary>Cuts records by query text, predicts each part by a fit to the others, and scores all parts together.</summary>
internal sealed class CrossValidateRun(Terminal terminal, CrossValidateSettings settings)
{
    private static readonly LineJson _lines = new(ReadableJson.Options(LineJson.Default));
    private readonly TiktokenCounter _counter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var records = await terminal.StepAsync($"Reading {settings.Records.Name}", progress => RecordReader.ReadAllAsync(settings.Records, progress, cancellationToken));
        var pool = settings.Models is { } models ? await PoolReader.ReadAsync(models, [settings.Records], cancellationToken) : PoolReader.FromRecords(records);
        var fold = Cut(records);
        var lines = new List<PredictionLine>(records.Count * pool.Count);
        var means = new List<EndpointMeans>(lines.Capacity);
        for (var f = 0; f < settings.Folds; f++)
        {
            QAServeRecord[] fit = [.. records.Where(record => fold[record.Query] != f)];
            Query[] held = [.. records.Where(record => fold[record.Query] == f).Select(record => record.ToQuery())];
            lines.AddRange(await PredictAsync($"Fitting {settings.Predictor}, part {f + 1} of {settings.Folds}", pool, fit, held, cancellationToken));
            means.AddRange(Enumerable.Repeat(EndpointMeans.Of(fit, pool), lines.Count - means.Count));
        }

        var path = Path.Combine(settings.Out.FullName, "predictions.jsonl");
        settings.Out.Create();
        await JsonLinesFile.WriteAsync(path, lines, _lines.PredictionLine, cancellationToken);
        Print(CrossValidateReport.Of(settings, lines, means, new Labels(records)), path);
        return ExitCodes.Success;
    }

    private async Task<IEnumerable<PredictionLine>> PredictAsync(string step, ModelPool pool, QAServeRecord[] fit, Query[] held, CancellationToken cancellationToken)
    {
        var trainer = TrainerChoice.Create(settings.Predictor, new TrainerSettings(settings.Seed, _counter));
        var training = TrainingSet.Create(pool, fit);
        var predictor = await terminal.StepAsync(step, progress => trainer.FitAsync(training, new FitProgressFraction(progress), cancellationToken));
        var counted = InputTokens.Count(held, pool, _counter);
        var prediction = (await predictor.PredictAsync(counted, cancellationToken)).For(pool).Corrected();
        return PredictionLine.Of(counted, prediction, KnownCosts.Of(pool, prediction, [.. counted.Select(query => query.InputTokens ?? 0)]));
    }

    /// <summary>The part of each query text: as many texts in one as in another, and none in two.</summary>
    private Dictionary<string, int> Cut(IReadOnlyList<QAServeRecord> records)
    {
        string[] texts = [.. records.Select(record => record.Query).Distinct(StringComparer.Ordinal)];
        if (texts.Length < settings.Folds)
            throw new EccosException($"--folds is {settings.Folds}; {settings.Records} holds {texts.Length} query texts.");
        new Random(settings.Seed).Shuffle(texts);
        return texts.Index().ToDictionary(entry => entry.Item, entry => entry.Index % settings.Folds, StringComparer.Ordinal);
    }

    private void Print(CrossValidateReport report, string path)
    {
        if (settings.Json)
        {
            terminal.Say(JsonSerializer.Serialize(report, CrossValidateReportJson.Default.CrossValidateReport));
            return;
        }

        terminal.Out.Write(PredictTables.Success($"Predicted success of {report.Queries} queries, each by a fit to other parts of {report.Folds}", report.Predictor, report.Success, report.EndpointMean));
        if (report.LogTokens is not null || report.LogCost is not null)
            terminal.Out.Write(PredictTables.Amounts(report.LogTokens, report.LogCost));
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Log-loss less that of the endpoint means: {report.LogLossDifference:0.0000} (standard error {report.LogLossDifferenceSe:0.0000})"));
        terminal.Say($"Written: {path}");
    }
}
