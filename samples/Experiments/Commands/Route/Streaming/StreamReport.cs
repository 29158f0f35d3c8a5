namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>What streaming.json holds.</summary>
/// <param name="Options">Every option of the command line.</param>
/// <param name="Queries">The test queries.</param>
/// <param name="ReferenceQueries">The queries the prices started from.</param>
/// <param name="FloorOptimumUsd">The least cost of the whole set at the floor.</param>
/// <param name="Orders">How the stream went.</param>
internal sealed record StreamReport(RouteOptionsReport Options, int Queries, int ReferenceQueries, double FloorOptimumUsd, IReadOnlyList<StreamOutcome> Orders);
