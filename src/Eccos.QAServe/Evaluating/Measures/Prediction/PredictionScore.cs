namespace Eccos.QAServe;

/// <summary>How well predicted success probabilities agree with what happened.</summary>
/// <param name="Pairs">The query x endpoint pairs that have a label.</param>
/// <param name="LogLoss">The mean log-loss in nats; null without pairs.</param>
/// <param name="Brier">The mean Brier score; null without pairs.</param>
/// <param name="AucWithinEndpoint">
/// The mean over endpoints of the area under the ROC curve of each, a score of 0.5 and more being a success; null when no endpoint has
/// both successes and failures.
/// </param>
/// <param name="Ece">The expected calibration error over 15 bins of equal width; null without pairs.</param>
public sealed record PredictionScore(int Pairs, double? LogLoss, double? Brier, double? AucWithinEndpoint, double? Ece);
