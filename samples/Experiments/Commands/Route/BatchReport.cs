namespace Eccos.Experiments.Commands.Route;

/// <summary>How one batch went.</summary>
/// <param name="Batch">Its place, from 0.</param>
/// <param name="Queries">Its queries.</param>
/// <param name="Undecided">Those that no endpoint serves.</param>
/// <param name="WorkloadLimit">The requests each endpoint took at most; null for no limit.</param>
/// <param name="Status">optimal, feasible, infeasible or unknown.</param>
/// <param name="StopReason">Why the optimizer stopped.</param>
/// <param name="Relaxed">Whether a limit gave way or queries were deferred, as when_infeasible says.</param>
/// <param name="Reason">Why not all limits could be kept; null when all are.</param>
/// <param name="Objective">USD of the batch, or the average success probability; null when nothing was found.</param>
/// <param name="Bound">The proven bound of it; null when none is known.</param>
/// <param name="Gap">The relative gap between the two.</param>
/// <param name="PredictedSuccess">The average success probability of the decided queries; null when there are none.</param>
/// <param name="PredictedCostUsd">USD per decided query.</param>
/// <param name="RealisedSuccess">The mean score by the labels.</param>
/// <param name="RealisedCostUsd">USD per query by the records.</param>
/// <param name="BindingLimits">The limits that stand in the way of a better objective.</param>
/// <param name="PredictionSeconds">The time the predictor took.</param>
/// <param name="DecisionSeconds">The time from the prediction to the placements.</param>
internal sealed record BatchReport(
    int Batch,
    int Queries,
    int Undecided,
    int? WorkloadLimit,
    string Status,
    string StopReason,
    bool Relaxed,
    string? Reason,
    double? Objective,
    double? Bound,
    double? Gap,
    double? PredictedSuccess,
    double? PredictedCostUsd,
    double? RealisedSuccess,
    double? RealisedCostUsd,
    IReadOnlyList<string> BindingLimits,
    double PredictionSeconds,
    double DecisionSeconds);
