using Eccos.Experiments.Files;

namespace Eccos.Experiments.Scheduling;

/// <summary>A batch after its decision.</summary>
/// <param name="Index">The batch's place, from 0.</param>
/// <param name="WorkloadLimit">The requests each endpoint took at most; null for no limit.</param>
/// <param name="Schedule">The schedule; its leases are given back.</param>
/// <param name="Prediction">What was decided on, in pool order.</param>
/// <param name="Costs">The costs that follow from it in USD.</param>
internal sealed record DecidedBatch(int Index, int? WorkloadLimit, Schedule Schedule, Prediction Prediction, QueryEndpointMatrix Costs)
{
    /// <summary>The queries with what they were decided on.</summary>
    public PredictedQueries Predicted { get; } = new([.. Schedule.Placements.Select(placement => placement.Query)], Prediction);

    /// <summary>One line for each query x endpoint.</summary>
    public IEnumerable<PredictionLine> PredictionLines() => PredictionLine.Of(Predicted.Queries, Prediction, Costs);

    /// <summary>One line for each query that was placed.</summary>
    public IEnumerable<DecisionLine> DecisionLines() => Schedule.Placements
        .Where(placement => placement.IsPlaced)
        .Select(placement => new DecisionLine(placement.Query.Id, placement.Endpoint!.Name, placement.SuccessProbability, placement.ExpectedCostUsd, Index));
}
