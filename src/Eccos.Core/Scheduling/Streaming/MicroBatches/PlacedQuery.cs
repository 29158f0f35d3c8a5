namespace Eccos;

/// <summary>The answer to a single query.</summary>
/// <param name="Placement">The placement.</param>
/// <param name="PredictionTime">The time the prediction took.</param>
/// <param name="DecisionTime">The time from there to the placement.</param>
internal readonly record struct PlacedQuery(Placement Placement, TimeSpan PredictionTime, TimeSpan DecisionTime);
