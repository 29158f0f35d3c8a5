using Eccos.Experiments.Metrics;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Pools;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Route;

/// <summary>Fits, schedules, writes the decisions down, and only then reads the labels of the test records and reports.</summary>
internal sealed class RouteRun(Terminal terminal, RouteSettings settings)
{
    private readonly TiktokenCounter _tokenCounter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var records = await terminal.StepAsync($"Reading {settings.Train.Name}", progress => RecordReader.ReadAllAsync(settings.Train, progress, cancellationToken));
        var queries = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (records.Count == 0 || queries.Count == 0)
            throw new EccosException($"{(records.Count == 0 ? settings.Train : settings.Test)}: there are no records.");
        var pool = await PoolAsync(records, cancellationToken);
        var training = Training(pool, records);

        var fitted = await FittedPredictor.FitAsync(settings.Predictor, new TrainerSettings(settings.Seed, _tokenCounter), training, terminal, cancellationToken);
        var batches = await terminal.StepAsync($"Scheduling {queries.Count} queries", progress => DecideAsync(pool, fitted.Predictor, queries, progress, cancellationToken));
        var files = new RouteFiles(settings.Out);
        await files.WriteDecisionsAsync(batches, cancellationToken);

        var labels = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadLabelsAsync(settings.Test, progress, cancellationToken));
        var report = new RouteReporter(settings, pool, EndpointMeans.Of(training), labels).Report(queries, batches, fitted.FitTime, records);
        await files.WriteReportAsync(report, cancellationToken);
        RouteWarnings.Print(terminal, report);
        RouteTables.Print(terminal, report, files);
        return ExitCodes.Success;
    }

    private async Task<ModelPool> PoolAsync(IReadOnlyList<QAServeRecord> records, CancellationToken cancellationToken) => settings.Models is { } models
        ? await PoolReader.ReadAsync(models, [settings.Train, settings.Test], cancellationToken)
        : PoolReader.FromRecords(records);

    private TrainingSet Training(ModelPool pool, IReadOnlyList<QAServeRecord> records)
    {
        try
        {
            return TrainingSet.Create(pool, records);
        }
        catch (EccosException problem)
        {
            throw new EccosException($"{settings.Train}: {problem.Message}", problem);
        }
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
            new OptimizerSettings(settings.Seed, settings.Gap, TimeSpan.FromSeconds(settings.TimeLimitSeconds)));
        using var scheduler = new BatchScheduler(pool, predictor, optimizer, settings.Goal, settings.Capacity);
        var decided = new List<DecidedBatch>();
        var done = 0;
        foreach (var batch in settings.Batch.Cut(settings.Order.Apply(InputTokens.Count(queries, pool, _tokenCounter), settings.Seed)))
        {
            decided.Add(await scheduler.DecideAsync(decided.Count, batch, cancellationToken));
            progress.Report((double)(done += batch.Length) / queries.Count);
        }

        return decided;
    }
}
