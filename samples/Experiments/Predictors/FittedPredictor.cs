using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Predictors;

/// <summary>A predictor and the time its fit took.</summary>
/// <param name="Predictor">The predictor.</param>
/// <param name="FitTime">From the training set to the predictor, the choice of its settings included.</param>
internal sealed record FittedPredictor(IPredictor Predictor, TimeSpan FitTime)
{
    /// <summary>Fits the predictor of a name under a progress bar.</summary>
    public static async Task<FittedPredictor> FitAsync(string name, TrainerSettings settings, TrainingSet training, Terminal terminal, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var predictor = await terminal.StepAsync($"Fitting {name}", progress =>
            TrainerChoice.Create(name, settings).FitAsync(training, new FitProgressFraction(progress), cancellationToken));
        return new FittedPredictor(predictor, TimeProvider.System.GetElapsedTime(start));
    }
}
