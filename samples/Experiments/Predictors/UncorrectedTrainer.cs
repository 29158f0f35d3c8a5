namespace Eccos.Experiments.Predictors;

/// <summary>Fits predictors whose errors on held-out queries nobody is told, so that nothing they predict is corrected.</summary>
internal sealed class UncorrectedTrainer(ITrainer trainer) : ITrainer
{
    public async Task<IPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new Uncorrected(await trainer.FitAsync(trainingSet, progress, cancellationToken));

    private sealed class Uncorrected(IPredictor predictor) : IPredictor
    {
        public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            (await predictor.PredictAsync(queries, cancellationToken)).WithHeldOutErrors(null);
    }
}
