namespace Eccos;

/// <summary>What a single query was decided at, beside what is known of each endpoint.</summary>
/// <param name="WhenFull">What was to happen if the endpoints with room could not keep the limits.</param>
/// <param name="Prices">The prices; <see langword="null"/> when the query was not chosen for by prices, and cannot be decided again from its record.</param>
public sealed record StreamConditions(WhenFull WhenFull, OnlinePrices? Prices = null);
