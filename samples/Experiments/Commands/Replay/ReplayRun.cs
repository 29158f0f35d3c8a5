using System.Text.Json;
using Eccos.Experiments.Commands.Replay.Speeds;
using Eccos.Experiments.Files;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Optimization;
using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>Plays the test queries against the real scheduler in virtual time, and only then reads their labels and reports.</summary>
internal sealed class ReplayRun(Terminal terminal, ReplaySettings settings)
{
    private static readonly ReplayReportJson _json = new(ReadableJson.Options(ReplayReportJson.Default));

    private readonly TiktokenCounter _tokenCounter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var read = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (read.Count == 0)
            throw new EccosException($"{settings.Test}: there are no records.");
        var ordered = settings.Order.Apply(read, settings.Source.Seed).Take(settings.Queries ?? read.Count).ToArray();
        var arrivals = await settings.Arrivals.TimesAsync(ordered.Length, settings.Source.Seed, cancellationToken);
        var prepared = await new PredictorPreparation(terminal, settings.Source, settings.Test, _tokenCounter).PrepareAsync(cancellationToken);
        var queries = InputTokens.Count(ordered[..arrivals.Count], prepared.Pool, _tokenCounter);
        var speeds = await SpeedTable.ReadAsync(settings.Speeds, prepared.Pool, settings.Speed, cancellationToken);

        var taken = new TakenDecisions();
        var simulation = new QueueSimulation(
            settings.Options(prepared.Pool),
            prepared.Predictor,
            new DualGuidedOptimizer(),
            new RecordedService(await AnswersAsync(prepared.Pool, cancellationToken), speeds, settings.Speed),
            new SchedulerServices
            {
                OnlineOptimizer = new PriceDirectedOptimizer(new PriceDirectedOptions { Seed = settings.Source.Seed }),
                Decisions = settings.Decisions is null ? null : taken,
            });
        var run = await terminal.StepAsync($"Playing {queries.Count} queries", progress => simulation.RunAsync(queries, arrivals, progress, cancellationToken));
        if (settings.Decisions is { } file)
            await taken.WriteAsync(file, cancellationToken);

        var labelled = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadAllAsync(settings.Test, progress, cancellationToken));
        var report = ReplayReport.Of(settings, speeds, SimulationFigures.Of(run, OutcomeTable.Create(prepared.Pool, labelled)));
        if (settings.Json)
            terminal.Say(JsonSerializer.Serialize(report, _json.ReplayReport));
        else
            ReplayTables.Print(terminal, report);
        return ExitCodes.Success;
    }

    // What endpoints answer with, the labels left out: nobody can look at them while queries are played.
    private async Task<OutcomeTable> AnswersAsync(ModelPool pool, CancellationToken cancellationToken)
    {
        var records = await RecordReader.ReadAllAsync(settings.Test, cancellationToken: cancellationToken);
        return OutcomeTable.Create(pool, [.. records.Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { Correct = 0 })] })]);
    }
}
