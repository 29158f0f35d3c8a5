namespace Eccos;

/// <summary>What was decided of a batch.</summary>
/// <param name="Problem">What was solved.</param>
/// <param name="Assignment">The optimizer's answer.</param>
/// <param name="Leases">What was reserved, a lease per query that is placed.</param>
/// <param name="Room">The requests that each endpoint's health let through; null for no limit.</param>
/// <param name="Floor">What the quality floor came to; null when there was none.</param>
/// <param name="RunningFloor">The running floor that the batch counts toward; null for none.</param>
internal sealed record DecidedBatch(AssignmentProblem Problem, Assignment Assignment, Lease?[] Leases, int?[] Room, BatchFloor? Floor = null, RunningFloor? RunningFloor = null)
{
    /// <summary>Gives everything back, when the placements reach nobody.</summary>
    public void Cancel() => Array.ForEach(Leases, lease => lease?.Cancel());
}
