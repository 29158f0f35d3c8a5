namespace Eccos;

/// <summary>How a decision saw one endpoint for its query.</summary>
/// <param name="ReducedCost">The reduced cost; null without prices.</param>
/// <param name="Withheld">Why it could not be had though it may serve the query; null when it could.</param>
/// <param name="IsEligible">Whether it might serve the query.</param>
/// <param name="RefusedBy">What refused it.</param>
internal readonly record struct EndpointView(double? ReducedCost, EndpointVerdict? Withheld, bool IsEligible, CapacityKind RefusedBy);
