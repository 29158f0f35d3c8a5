namespace Eccos.Predictors;

/// <summary>What <see cref="HybridTrainer.FitOutOfFoldAsync"/> yields: the predictor, and what learners that never saw a training query say of it.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class HybridFitResult
{
    internal HybridFitResult(HybridPredictor predictor, TwinnedPrediction? outOfFold) => (Predictor, Twinned) = (predictor, outOfFold);

    /// <summary>The predictor, whose learners are fitted to all training queries.</summary>
    public HybridPredictor Predictor { get; }

    /// <summary>
    /// Predictions of the training queries, row i of record i, each by learners fitted to the other folds: their errors are like those on
    /// queries to come, which those of <see cref="Predictor"/> on its own training queries are not.
    /// </summary>
    /// <value>
    /// <see langword="null"/> when the training set has fewer than 8 different query texts for each of <see cref="HybridOptions.Folds"/>. The
    /// weights of the blend and the calibration, a few dozen numbers, are those of <see cref="Predictor"/>; they saw the outcomes of all folds.
    /// </value>
    public Prediction? OutOfFold => Twinned?.Prediction;

    /// <summary>The same with its success probabilities apart from what twins tell.</summary>
    internal TwinnedPrediction? Twinned { get; }

    /// <summary>How the probabilities of <see cref="OutOfFold"/> agree with the outcomes.</summary>
    public Reliability Reliability => Predictor.Reliability;
}
