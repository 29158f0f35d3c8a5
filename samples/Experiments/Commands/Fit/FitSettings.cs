using Eccos.Experiments.Predictors;

namespace Eccos.Experiments.Commands.Fit;

/// <summary>The arguments of the fit command.</summary>
/// <param name="Source">What to fit to which records.</param>
/// <param name="Out">Takes the fitted predictor.</param>
internal sealed record FitSettings(PredictorSource Source, FileInfo Out)
{
    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Source.FirstBreach()
        ?? (Source.Predictor == TrainerChoice.Yardstick ? $"--predictor {TrainerChoice.Yardstick} is a yardstick, which is not saved." : null)
        ?? (Out.FullName == Source.Train!.FullName || Out.FullName == Source.Models?.FullName ? "--out names a file that is read; it is one of its own." : null);
}
