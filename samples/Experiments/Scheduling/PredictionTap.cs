namespace Eccos.Experiments.Scheduling;

/// <summary>Keeps the last prediction that passes through, so that what is written is the very one that was decided on.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class PredictionTap(IPredictor predictor) : IPredictor
{
    /// <summary>The last prediction; null before the first.</summary>
    public Prediction? Last { get; private set; }

    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Last = await predictor.PredictAsync(queries, cancellationToken);
}
