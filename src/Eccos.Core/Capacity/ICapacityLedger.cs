namespace Eccos;

/// <summary>
/// Keeps what endpoints, schedulers and budget keys have left: concurrent requests, requests and tokens per minute, USD per window. Every
/// claim is granted against all limits at once, or none of it is.
/// </summary>
/// <remarks>
/// <para>
/// What is promised of every limit, at every instant: a claim is granted only while the amounts that count, its own included, stay within the
/// limit. Of concurrency, open reservations count. In a window, an amount counts from the moment it was reserved until it is the window's
/// length old: the expected amount first, the one really used once the reservation is completed with it. So what is granted never
/// exceeds a limit; a request that uses more than it claimed can, and then nothing more is granted until the window is back under its limit.
/// An amount used that is learned after its moment has left the window counts only by what it exceeds the expected one, from then on.
/// </para>
/// <para>
/// A claim that does not state an amount that is limited is refused. A completion that does not state an amount leaves the expected one charged,
/// and so does a reservation that is never completed: after the lease lifetime its slot is given back and <see cref="Expired"/> raised.
/// </para>
/// <para>
/// Reservations are named by ids that the claimant chooses and all arguments are values, so that a ledger may be shared by processes. A ledger
/// that several schedulers share knows an endpoint or a budget key by its name alone; of several limits for one of them, the one it was told last holds. Implementations
/// are safe for use from any thread. The one in this process, <see cref="CapacityLedger"/>, always answers at once.
/// </para>
/// </remarks>
public interface ICapacityLedger
{
    /// <summary>Raised, outside all locks, for every reservation that was open for the lease lifetime.</summary>
    event EventHandler<ReservationExpiredEventArgs>? Expired;

    /// <summary>
    /// Sets or changes limits. What is reserved stays reserved, endpoints that are not named stay as they are, and so do what other schedulers may spend and the budgets
    /// that they have told.
    /// </summary>
    /// <param name="limits">The limits of one scheduler.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Done when the limits hold.</returns>
    ValueTask ConfigureAsync(CapacityLimits limits, CancellationToken cancellationToken = default);

    /// <summary>Reserves all that one claim asks for, or nothing.</summary>
    /// <param name="claim">The claim. When its id is reserved already, it is granted and takes nothing more.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>Granted, or the limit that refused.</returns>
    ValueTask<CapacityAnswer> TryReserveAsync(CapacityClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Reserves all that a batch of claims asks for together, or nothing.</summary>
    /// <param name="claims">The claims; may be empty. Those whose ids are reserved already take nothing more.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>Granted, or the first limit that refused.</returns>
    ValueTask<CapacityAnswer> TryReserveAsync(ReadOnlyMemory<CapacityClaim> claims, CancellationToken cancellationToken = default);

    /// <summary>Ends a reservation: gives its slot back and charges what was used.</summary>
    /// <remarks>An expired reservation can still be completed for one more lease lifetime, which corrects its charge.</remarks>
    /// <param name="id">The reservation.</param>
    /// <param name="usage">What was used; amounts below 0 or NaN are an error, and above 1,000,000 USD or 10^12 tokens count as that.</param>
    /// <param name="cancellationToken">Ends the work early; the reservation stays then.</param>
    /// <returns>Whether this call ended it; <see langword="false"/>, without any effect, when it is not known or was ended before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount is below 0 or NaN.</exception>
    ValueTask<bool> CompleteAsync(PlacementId id, CapacityUsage usage, CancellationToken cancellationToken = default);

    /// <summary>What is free now.</summary>
    /// <param name="scheduler">The scheduler whose spend is asked for.</param>
    /// <param name="budgetKeys">The budget keys asked for.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>All endpoints, and the spend left of the scheduler and of the keys.</returns>
    ValueTask<FreeCapacity> GetFreeAsync(string scheduler, IReadOnlyCollection<string> budgetKeys, CancellationToken cancellationToken = default);

    /// <summary>Waits until a refused claim may be worth another try: something was given back, a limit changed, or the window that refused has room.</summary>
    /// <param name="seen">The version at which the claim was refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The version now, greater than <paramref name="seen"/>.</returns>
    ValueTask<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken = default);
}
