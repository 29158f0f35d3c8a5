namespace Eccos;

/// <summary>What was decided of a batch.</summary>
/// <param name="Id">Names the batch.</param>
/// <param name="Problem">What was solved.</param>
/// <param name="Decision">The optimizer's answer.</param>
/// <param name="Leases">What was reserved, a lease per query that is placed.</param>
/// <param name="Room">The requests that each endpoint's health let through; null for no limit.</param>
/// <param name="Floor">What the quality floor came to; null when there was none.</param>
/// <param name="RunningFloor">The running floor that the batch counts toward; null for none.</param>
internal sealed record DecidedBatch(
    string Id,
    AssignmentProblem Problem,
    Assignment Decision,
    Lease?[] Leases,
    int?[] Room,
    BatchFloor? Floor = null,
    RunningFloor? RunningFloor = null)
{
    /// <summary>What is in force: the decision, unless the host had chosen itself.</summary>
    public Assignment Assignment { get; init; } = Decision;

    /// <summary>What became of the host's own choices, query by query; null when it left them to the decision.</summary>
    public HostChoice[]? Host { get; init; }

    /// <summary>The limit by which the ledger refused what the optimizer had found.</summary>
    public CapacityKind RefusedBy { get; init; }

    /// <summary>Whether the optimizer ran out of time with nothing, so that queries went by the last prices.</summary>
    public bool UsesLastPrices { get; init; }

    /// <summary>Gives everything back, when the placements reach nobody.</summary>
    public void Cancel() => Array.ForEach(Leases, lease => lease?.Cancel());
}
