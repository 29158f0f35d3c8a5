using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Route;

/// <summary>Fits, schedules, writes the decisions down, and only then reads the labels of the test records and reports.</summary>
internal sealed class RouteRun(Terminal terminal, RouteSettings settings)
{
    private readonly TiktokenCounter _tokenCounter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var queries = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (queries.Count == 0)
            throw new EccosException($"{settings.Test}: there are no records.");
        var prepared = await new PredictorPreparation(terminal, settings.Source, settings.Test, _tokenCounter).PrepareAsync(cancellationToken);
        var pool = prepared.Pool;
        var batches = await terminal.StepAsync($"Scheduling {queries.Count} queries", progress => DecideAsync(pool, prepared.Predictor, queries, progress, cancellationToken));
        var files = new RouteFiles(settings.Out);
        await files.WriteDecisionsAsync(batches, cancellationToken);

        var labels = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadLabelsAsync(settings.Test, progress, cancellationToken));
        var report = new RouteReporter(settings, prepared, labels).Report(queries, batches);
        await files.WriteReportAsync(report, cancellationToken);
        RouteWarnings.Print(terminal, report);
        RouteTables.Print(terminal, report, files);
        return ExitCodes.Success;
    }

    private async Task<IReadOnlyList<DecidedBatch>> DecideAsync(
        ModelPool pool,
        IPredictor predictor,
        IReadOnlyList<Query> queries,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        var optimizer = OptimizerChoice.Create(
            settings.Optimizer,
            new OptimizerSettings(settings.Source.Seed, settings.Gap, TimeSpan.FromSeconds(settings.TimeLimitSeconds)));
        using var scheduler = new BatchScheduler(pool, predictor, optimizer, settings.Goal, settings.Capacity);
        var decided = new List<DecidedBatch>();
        var done = 0;
        foreach (var batch in settings.Batch.Cut(settings.Order.Apply(InputTokens.Count(queries, pool, _tokenCounter), settings.Source.Seed)))
        {
            decided.Add(await scheduler.DecideAsync(decided.Count, batch, cancellationToken));
            progress.Report((double)(done += batch.Length) / queries.Count);
        }

        return decided;
    }
}
