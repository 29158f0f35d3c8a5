namespace Eccos;

/// <summary>What one placement asks of the ledger: one request of an endpoint with its expected tokens and cost.</summary>
/// <remarks>A value without references to the process it was made in.</remarks>
/// <param name="Id">Names the reservation; chosen by the claimant, so that a claim may be sent again.</param>
/// <param name="Scheduler">The name of the scheduler whose limits apply.</param>
/// <param name="Endpoint">The name of the endpoint.</param>
/// <param name="Tokens">Expected tokens, input and output, finite and 0 or more, rounded up; <see langword="null"/> when unknown.</param>
/// <param name="CostUsd">Expected cost, finite and 0 or more, rounded up to a billionth of a dollar; <see langword="null"/> when unknown.</param>
/// <param name="BudgetKey">On whose budget it goes; <see langword="null"/> for nobody's.</param>
public readonly record struct CapacityClaim(PlacementId Id, string Scheduler, string Endpoint, double? Tokens, double? CostUsd, string? BudgetKey = null);
