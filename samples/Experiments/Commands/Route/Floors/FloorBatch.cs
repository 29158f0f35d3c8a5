using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>What is kept of a batch to hold it against the labels.</summary>
/// <param name="Queries">The queries that were decided together.</param>
/// <param name="Choices">The endpoint of every query that was placed.</param>
/// <param name="Asked">What was asked of the optimizer; null without a floor.</param>
/// <param name="Predicted">The average success probability; 0 when nothing was placed.</param>
/// <param name="Relaxed">Whether the floor was out of reach.</param>
internal sealed record FloorBatch(int Queries, IReadOnlyList<(string Query, string Endpoint)> Choices, double? Asked, double Predicted, bool Relaxed)
{
    public static FloorBatch Of(DecidedBatch batch) => new(
        batch.Schedule.Placements.Count,
        [.. batch.DecisionLines().Select(line => (line.QueryId, line.Model))],
        batch.Schedule.Floor?.Asked,
        batch.Schedule.ExpectedSuccess,
        batch.Schedule.Assignment.Infeasibility is not null);
}
