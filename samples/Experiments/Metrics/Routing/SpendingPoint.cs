namespace Eccos.Experiments.Metrics.Routing;

/// <summary>What a way to choose endpoints yields on average.</summary>
/// <param name="CostUsd">USD per query.</param>
/// <param name="Success">The mean score.</param>
internal readonly record struct SpendingPoint(double CostUsd, double Success);
