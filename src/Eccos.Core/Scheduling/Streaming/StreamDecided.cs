namespace Eccos;

/// <summary>How a single query was decided.</summary>
/// <param name="Placement">The placement.</param>
/// <param name="Endpoint">Its endpoint, or <see cref="Assignment.Unassigned"/>.</param>
/// <param name="IsFull">Whether it was not placed because endpoints refused it.</param>
/// <param name="Seen">The ledger's version when it first refused.</param>
/// <param name="RetryAfter">When an endpoint that is out may be back; <see langword="null"/> when none is.</param>
/// <param name="Record">Why each endpoint was chosen or not, for the reason that it comes to in the end.</param>
internal readonly record struct StreamDecided(Placement Placement, int Endpoint, bool IsFull, long Seen, TimeSpan? RetryAfter, Func<PlacementReason, DecisionRecord> Record);
