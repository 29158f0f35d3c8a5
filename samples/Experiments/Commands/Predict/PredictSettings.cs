using Eccos.Experiments.Predictors;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>The arguments of the predict command.</summary>
/// <param name="Source">Where the predictor comes from.</param>
/// <param name="Test">The records whose queries are predicted.</param>
/// <param name="Out">Takes predictions.jsonl.</param>
/// <param name="Json">Whether to print the scores as JSON.</param>
internal sealed record PredictSettings(PredictorSource Source, FileInfo Test, DirectoryInfo Out, bool Json);
