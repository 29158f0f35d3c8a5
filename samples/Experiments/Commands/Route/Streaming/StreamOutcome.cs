namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>How the stream went in one order. Costs are predicted ones in USD; there is no part by which they exceed an optimum that is free.</summary>
/// <param name="Order">The order.</param>
/// <param name="IsRandom">Whether it was drawn.</param>
/// <param name="Unplaced">Queries that no endpoint served.</param>
/// <param name="PredictedSuccess">The average at the end; null when nothing was placed.</param>
/// <param name="SuccessBound">What the method promises of it in this order, from the successes within reach alone.</param>
/// <param name="CostUsd">Of all queries.</param>
/// <param name="OverOptimum">The part by which that exceeds the least cost of the whole set at the same average.</param>
/// <param name="OverOptimumBound">What the method promises of it at the prices it went by.</param>
/// <param name="OverOptimumLate">The same after the first queries, against the least cost of the queries after them at their average; null when there are none.</param>
/// <param name="OverFloorOptimum">The part by which the cost exceeds the least cost of the whole set at the floor.</param>
/// <param name="MostOwed">The most correct answers that were owed to the floor at any time.</param>
/// <param name="RealisedSuccess">The mean score by the labels.</param>
/// <param name="RealisedCostUsd">USD per query by the records.</param>
internal sealed record StreamOutcome(
    string Order,
    bool IsRandom,
    int Unplaced,
    double? PredictedSuccess,
    double SuccessBound,
    double CostUsd,
    double? OverOptimum,
    double? OverOptimumBound,
    double? OverOptimumLate,
    double? OverFloorOptimum,
    double MostOwed,
    double? RealisedSuccess,
    double? RealisedCostUsd);
