namespace Eccos.Predictors;

/// <summary>Everything that <see cref="EndpointHistory"/> consists of.</summary>
/// <param name="Known">The endpoints with history.</param>
/// <param name="Queries">The history's queries.</param>
/// <param name="Capability">How endpoints differ in capability.</param>
/// <param name="Tokens">How they differ in output tokens; null when none are known.</param>
/// <param name="Costs">How they differ in costs; null when none are known.</param>
internal sealed record EndpointHistoryState(ModelPool Known, Query[] Queries, CapabilityModel Capability, AmountHistory? Tokens, AmountHistory? Costs);
