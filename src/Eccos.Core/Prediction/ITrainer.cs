namespace Eccos;

/// <summary>Fits a predictor to past observations.</summary>
/// <remarks>Implementations are stateless: one trainer may fit several sets at the same time.</remarks>
public interface ITrainer
{
    /// <summary>Fits a predictor.</summary>
    /// <param name="trainingSet">The observations. Nothing else is learned from.</param>
    /// <param name="progress">Told of each step, from whichever thread does the work.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>A fitted, immutable predictor of the set's endpoints.</returns>
    Task<IPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default);
}
