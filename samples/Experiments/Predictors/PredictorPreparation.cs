using Eccos.Experiments.Metrics;
using Eccos.Experiments.Pools;
using Eccos.Experiments.Predictors.NewEndpoints;
using Eccos.Experiments.Records;
using Eccos.Experiments.Terminals;
using Eccos.Observations;
using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Predictors;

/// <summary>Reads the training records and fits the predictor, or loads it.</summary>
/// <param name="terminal">Shows the progress.</param>
/// <param name="source">Where the predictor comes from.</param>
/// <param name="test">The file to predict; its name may choose the endpoint cards. Nothing is read of it.</param>
/// <param name="counter">Counts the input tokens of queries that state none.</param>
internal sealed class PredictorPreparation(Terminal terminal, PredictorSource source, FileInfo? test, ITokenCounter counter)
{
    public async Task<PreparedPredictor> PrepareAsync(CancellationToken cancellationToken)
    {
        var records = source.Train is { } train
            ? await terminal.StepAsync($"Reading {train.Name}", progress => RecordReader.ReadAllAsync(train, progress, cancellationToken))
            : null;
        if (records is { Count: 0 })
            throw new EccosException($"{source.Train}: there are no records.");
        return source switch
        {
            { Model: { } model } => await LoadAsync(model, records, cancellationToken),
            { NewEndpoint: { } name } => await EstimateAsync(name, records!, cancellationToken),
            _ => await FitAsync(records!, cancellationToken),
        };
    }

    private async Task<PreparedPredictor> FitAsync(IReadOnlyList<QAServeRecord> records, CancellationToken cancellationToken)
    {
        var pool = await PoolAsync(cancellationToken) ?? PoolReader.FromRecords(records);
        var training = Training(pool, records);
        var ((predictor, outOfFold), time) = await TimedAsync($"Fitting {source.Name}", progress => FitAsync(training, progress, cancellationToken));
        return new PreparedPredictor(predictor, pool, records, EndpointMeans.Of(records, pool), time) { OutOfFold = outOfFold };
    }

    private async Task<(IPredictor Predictor, Prediction? OutOfFold)> FitAsync(TrainingSet training, IProgress<FitProgress> progress, CancellationToken cancellationToken)
    {
        if (Trainer() is not HybridTrainer hybrid)
            return (await Trainer().FitAsync(training, progress, cancellationToken), null);
        var fit = await hybrid.FitOutOfFoldAsync(training, progress, cancellationToken);
        return (fit.Predictor, fit.OutOfFold);
    }

    private async Task<PreparedPredictor> LoadAsync(FileInfo model, IReadOnlyList<QAServeRecord>? records, CancellationToken cancellationToken)
    {
        var (predictor, time) = await TimedAsync(
            $"Loading {model.Name}",
            _ => PredictorFile.LoadAsync(model.FullName, new PredictorFileOptions { TokenCounter = counter }, cancellationToken));
        var pool = await PoolAsync(cancellationToken)
            ?? new ModelPool((await predictor.PredictAsync([], cancellationToken)).Endpoints.Select(name => new Endpoint(name)));
        return new PreparedPredictor(predictor, pool, records, records is null ? null : EndpointMeans.Of(records, pool), time);
    }

    private async Task<PreparedPredictor> EstimateAsync(string name, IReadOnlyList<QAServeRecord> records, CancellationToken cancellationToken)
    {
        var pool = await PoolAsync(cancellationToken) ?? PoolReader.FromRecords(records);
        var left = LeftOutEndpoint.Create(name, pool, records, "--new-endpoint");
        var training = Training(left.Known, left.History);
        var (extensible, time) = await TimedAsync($"Fitting {source.Name} without {name}", progress =>
            ExtensiblePredictor.FitAsync(Trainer(), training, left.Known, new NewEndpointOptions { Seed = source.Seed }, progress, cancellationToken));
        var probes = left.Take(source.ProbeChoice, source.Probes, source.Seed, extensible);
        return new PreparedPredictor(extensible.WithEndpoint(left.Endpoint, probes), pool, records, EndpointMeans.Of(left.History, pool).With(name, probes), time);
    }

    private ITrainer Trainer() => TrainerChoice.Create(source.Predictor!, new TrainerSettings(source.Seed, counter));

    private async Task<ModelPool?> PoolAsync(CancellationToken cancellationToken) => source.Models is { } models
        ? await PoolReader.ReadAsync(models, [.. new[] { source.Train, test }.OfType<FileInfo>()], cancellationToken)
        : null;

    private TrainingSet Training(ModelPool pool, IReadOnlyList<QAServeRecord> records)
    {
        try
        {
            return TrainingSet.Create(pool, records);
        }
        catch (EccosException problem)
        {
            throw new EccosException($"{source.Train}: {problem.Message}", problem);
        }
    }

    private async Task<(T Result, TimeSpan Time)> TimedAsync<T>(string step, Func<IProgress<FitProgress>, Task<T>> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        var result = await terminal.StepAsync(step, progress => work(new FitProgressFraction(progress)));
        return (result, TimeProvider.System.GetElapsedTime(start));
    }
}
