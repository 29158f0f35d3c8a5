using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Commands.Evaluate.Reporting;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate;

/// <summary>Fits, runs every policy, writes the decisions down, and only then reads the labels of the test records and measures.</summary>
internal sealed class EvaluateRun(Terminal terminal, EvaluateSettings settings)
{
    private readonly TiktokenCounter _counter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var queries = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (queries.Count == 0)
            throw new EccosException($"{settings.Test}: there are no records.");
        var prepared = await new PredictorPreparation(terminal, settings.Source, settings.Test, _counter).PrepareAsync(cancellationToken);
        if (prepared.Means!.CostUsd.Any(double.IsNaN))
            throw new EccosException($"{settings.Source.Train}: an endpoint has no cost_usd; policies are compared in money.");
        var forecast = await terminal.StepAsync(
            $"Predicting {queries.Count} queries",
            progress => TestForecast.CreateAsync(prepared, queries, _counter, settings.Window, progress, cancellationToken));

        var runner = PolicyRunner.Of(settings, prepared.Pool, forecast.Test, forecast.WarmUp(settings));
        var encoder = await EncoderAsync(prepared, cancellationToken);
        var training = TrainingSet.Create(prepared.Pool, prepared.Records!);
        var baselines = await BaselinePolicies.CreateAsync(training, prepared.Means!, encoder, settings.Source.Seed, cancellationToken);
        var shares = await terminal.StepAsync("Rehearsing on the training records", progress =>
            new Rehearsal(settings, prepared.Pool, prepared.Records!, encoder, forecast).SharesAsync(progress, cancellationToken));
        var theirs = await terminal.StepAsync("Running the baselines", progress => runner.RunAsync(BaselinePlan.Create(settings, baselines.All), progress, cancellationToken));
        var streaming = new StreamingPolicies(settings, prepared.Pool);
        var plan = new EccosPlan(settings, baselines, shares, new SpendPlan(settings, theirs, streaming, forecast), streaming, forecast).Create();
        var ours = await terminal.StepAsync("Running Eccos", progress => runner.RunAsync(plan, progress, cancellationToken));
        var time = await SchedulingTime.MeasureAsync(settings, prepared, forecast, ours, cancellationToken);
        var files = new EvaluateFiles(settings.Out);
        await files.WriteDecisionsAsync(theirs.Concat(ours), prepared.Pool, cancellationToken);

        var records = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadAllAsync(settings.Test, progress, cancellationToken));
        var outcomes = OutcomeTable.Create(prepared.Pool, records);

        // A stream warms up on training queries, and the oracle decides those too.
        var foresight = OutcomeTable.Create(prepared.Pool, [.. records, .. TrainingQueries.Renamed(prepared.Records!)]);
        var oracle = await terminal.StepAsync("Running the oracle", progress => runner.RunAsync(OraclePlan.Create(settings, foresight), progress, cancellationToken));
        var report = await terminal.StepAsync("Measuring", _ => Task.Run(
            () => new EvaluationReporter(settings, prepared, forecast, records, outcomes, shares).Report([.. theirs, .. ours, .. oracle], time), cancellationToken));
        await files.WriteEvaluationAsync(report, cancellationToken);
        EvaluateTables.Print(terminal, report, files);
        return ExitCodes.Success;
    }

    private Task<HashedTextEncoder> EncoderAsync(PreparedPredictor prepared, CancellationToken cancellationToken) => terminal.StepAsync(
        "Encoding the training queries",
        _ => Task.Run(() => HashedTextEncoder.Fit([.. prepared.Records!.Select(record => record.Query)], cancellationToken: cancellationToken), cancellationToken));
}
