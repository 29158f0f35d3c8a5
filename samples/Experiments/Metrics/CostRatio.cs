namespace Eccos.Experiments.Metrics;

/// <summary>One cost as a part of another.</summary>
internal static class CostRatio
{
    /// <summary>The ratio; null when either is unknown or the other is 0: nothing is a part of what is free.</summary>
    public static double? Of(double? cost, double? other) => other > 0 ? cost / other : null;
}
