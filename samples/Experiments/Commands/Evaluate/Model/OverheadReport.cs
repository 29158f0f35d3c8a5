namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>The time of scheduling beside the time of answering. The only figures that differ from run to run.</summary>
/// <param name="PredictionSecondsPerQuery">The predictor, window by window; the mean over queries, as below.</param>
/// <param name="BatchSecondsPerQuery">The optimizer, window by window, as Eccos is held to the claim.</param>
/// <param name="StreamingSecondsPerQuery">One query at a time through a scheduler: prediction, choice and lease together.</param>
/// <param name="ResponseSeconds">The mean time to an answer: recorded, or assumed from tokens and speed; null when neither is known.</param>
/// <param name="LatencyIsRecorded">Whether it is recorded of all choices.</param>
/// <param name="BatchShare">Prediction and optimizer as a part of the response time.</param>
/// <param name="StreamingShare">Scheduling one query at a time as a part of it.</param>
/// <param name="Times">Medians beside the means, and the sweep of floors apart; null in a file that holds means alone.</param>
internal sealed record OverheadReport(
    double PredictionSecondsPerQuery,
    double BatchSecondsPerQuery,
    double StreamingSecondsPerQuery,
    double? ResponseSeconds,
    bool LatencyIsRecorded,
    double? BatchShare,
    double? StreamingShare,
    IReadOnlyList<SchedulingTimeReport>? Times = null);
