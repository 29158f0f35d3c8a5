namespace Eccos;

/// <summary>Where a query's conversation was served so far, and what serving it elsewhere would cost.</summary>
/// <param name="Endpoint">The endpoint's name. One that left the pool makes no difference: every other is then a switch alike.</param>
/// <param name="SwitchingCostUsd">
/// USD that a switch adds to the expected cost of any other endpoint, such as reading again what the endpoint has in its prompt cache; finite, 0 or more.
/// </param>
public sealed record Affinity(string Endpoint, double SwitchingCostUsd);
