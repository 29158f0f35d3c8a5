namespace Eccos;

/// <summary>A ledger's answer to a claim: granted, or refused by a limit.</summary>
/// <param name="RefusedBy">The limit that refused; <see cref="CapacityKind.None"/> when granted.</param>
/// <param name="Name">The endpoint, scheduler or budget key whose limit refused; <see langword="null"/> when granted.</param>
/// <param name="RetryAfter">
/// The time after which the window alone has room, if nothing else takes it; <see langword="null"/> when granted or when only the end of
/// another request can make room, and <see cref="Timeout.InfiniteTimeSpan"/> when the claim that was refused exceeds the limit by itself or states no amount.
/// </param>
/// <param name="Version">The ledger's version at the answer, for <see cref="ICapacityLedger.WaitForChangeAsync"/>; the greatest number there is when no ledger was asked.</param>
public readonly record struct CapacityAnswer(CapacityKind RefusedBy, string? Name, TimeSpan? RetryAfter, long Version)
{
    /// <summary>Whether all of it is reserved; otherwise none of it is.</summary>
    public bool IsGranted => RefusedBy == CapacityKind.None;
}
