namespace Eccos.Optimization;

/// <summary>What an assignment uses of one limit.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Endpoint">The endpoint, for workload and tokens.</param>
/// <param name="Limit">The limit; for the floor of the sum of the success probabilities.</param>
/// <param name="Used">What is used of it, or for the floor reached.</param>
internal readonly record struct LimitUse(LimitKind Kind, int? Endpoint, double Limit, double Used)
{
    /// <summary>By how much the limit is broken; 0 or less when it is kept.</summary>
    public double Excess => Kind == LimitKind.QualityFloor ? Limit - Used : Used - Limit;

    /// <summary>Whether it is broken by more than the tolerance.</summary>
    public bool IsBroken => Excess > Tolerance.Feasibility * Limit;
}
