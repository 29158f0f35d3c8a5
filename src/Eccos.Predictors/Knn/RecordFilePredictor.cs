using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>Fits a predictor to a record file when the first prediction is asked for, once for all who ask.</summary>
internal sealed class RecordFilePredictor : IPredictor
{
    private readonly Lazy<Task<IPredictor>> _fitted;

    public RecordFilePredictor(ModelPool pool, string recordsPath, ITrainer trainer) =>
        _fitted = new Lazy<Task<IPredictor>>(() => Task.Run(() => FitAsync(pool, recordsPath, trainer)));

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        // One who gives up waiting must not end the fit for the others.
        var predictor = await _fitted.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The records of a file, joined with a pool.</summary>
    internal static async Task<TrainingSet> ReadAsync(ModelPool pool, string recordsPath)
    {
        var records = new List<QAServeRecord>();
        await foreach (var record in QAServeFile.ReadAsync(recordsPath).ConfigureAwait(false))
            records.Add(record);
        return TrainingSet.Create(pool, records);
    }

    private static async Task<IPredictor> FitAsync(ModelPool pool, string recordsPath, ITrainer trainer) =>
        await trainer.FitAsync(await ReadAsync(pool, recordsPath).ConfigureAwait(false)).ConfigureAwait(false);
}
