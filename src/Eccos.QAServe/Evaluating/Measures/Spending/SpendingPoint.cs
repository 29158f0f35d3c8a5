namespace Eccos.QAServe;

/// <summary>What a way to choose endpoints yields on average.</summary>
/// <param name="CostUsd">USD per query.</param>
/// <param name="Success">The mean score.</param>
public readonly record struct SpendingPoint(double CostUsd, double Success);
