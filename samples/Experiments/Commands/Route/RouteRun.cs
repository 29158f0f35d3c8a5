using Eccos.Experiments.Commands.Route.Floors;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Route;

/// <summary>Fits, schedules, writes the decisions down, and only then reads the labels of the test records and reports.</summary>
internal sealed class RouteRun(Terminal terminal, RouteSettings asked)
{
    private readonly TiktokenCounter _tokenCounter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var queries = await terminal.StepAsync($"Reading the queries of {asked.Test.Name}", progress => RecordReader.ReadQueriesAsync(asked.Test, progress, cancellationToken));
        if (queries.Count == 0)
            throw new EccosException($"{asked.Test}: there are no records.");
        var prepared = await new PredictorPreparation(terminal, asked.Source, asked.Test, _tokenCounter).PrepareAsync(cancellationToken);
        var settings = asked.FloorBelowBest is { } below ? asked with { Floor = Math.Clamp(prepared.Means!.Success.Max() - below, 0, 1) } : asked;
        var pool = prepared.Pool;
        var counted = InputTokens.Count(queries, pool, _tokenCounter);
        var batches = await terminal.StepAsync($"Scheduling {queries.Count} queries", progress => DecideAsync(settings, pool, prepared.Predictor, counted, progress, cancellationToken));
        var floors = settings is { Orders: 1, Compare.Count: 0 } ? [] : await terminal.StepAsync(
            $"Scheduling in {settings.Orders} orders",
            progress => new FloorStudy(settings, pool, batches).DecideAsync(counted, progress, cancellationToken));
        var files = new RouteFiles(settings.Out);
        await files.WriteDecisionsAsync(batches, cancellationToken);

        var labels = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadLabelsAsync(settings.Test, progress, cancellationToken));
        var report = new RouteReporter(settings, prepared, labels).Report(queries, batches, floors);
        await files.WriteReportAsync(report, cancellationToken);
        RouteWarnings.Print(terminal, report);
        RouteTables.Print(terminal, report, files);
        return ExitCodes.Success;
    }

    private static async Task<IReadOnlyList<DecidedBatch>> DecideAsync(
        RouteSettings settings,
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
        foreach (var batch in settings.Batch.Cut(settings.Order.Apply(queries, settings.Source.Seed)))
        {
            decided.Add(await scheduler.DecideAsync(decided.Count, batch, cancellationToken));
            progress.Report((double)(done += batch.Length) / queries.Count);
        }

        return decided;
    }
}
