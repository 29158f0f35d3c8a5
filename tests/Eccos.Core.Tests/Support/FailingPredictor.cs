namespace Eccos.Core.Tests.Support;

/// <summary>A predictor that throws while it is told to.</summary>
internal sealed class FailingPredictor(IPredictor predictor) : IPredictor
{
    public bool IsFailing { get; set; }

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        IsFailing ? throw new InvalidOperationException("predictor") : predictor.PredictAsync(queries, cancellationToken);
}
