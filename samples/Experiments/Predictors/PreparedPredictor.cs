using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Predictors;

/// <summary>A predictor ready to use.</summary>
/// <param name="Predictor">The predictor; it covers the pool.</param>
/// <param name="Pool">The endpoints.</param>
/// <param name="Records">The training records as they stand in the file; null when none were named.</param>
/// <param name="Means">What the records that the predictor was told of say of each endpoint; null without records.</param>
/// <param name="FitTime">From the training set to the predictor, or from the file to it.</param>
internal sealed record PreparedPredictor(IPredictor Predictor, ModelPool Pool, IReadOnlyList<QAServeRecord>? Records, EndpointMeans? Means, TimeSpan FitTime)
{
    /// <summary>Predictions of the training records by learners that never saw them, in their order; null when the fit made none.</summary>
    public Prediction? OutOfFold { get; init; }
}
