namespace Eccos.Optimization;

/// <summary>What an assignment uses of one limit.</summary>
/// <param name="Key">Which limit.</param>
/// <param name="Limit">b, what it may or must use.</param>
/// <param name="Used">sum_ij w_ij x_ij.</param>
internal readonly record struct LimitUse(LimitKey Key, double Limit, double Used)
{
    /// <summary>By how much the limit is broken; 0 or less when it is kept.</summary>
    public double Excess => Key.IsLeast ? Limit - Used : Used - Limit;

    /// <summary>Whether it is broken by more than the tolerance.</summary>
    public bool IsBroken => Excess > Tolerance.Feasibility * Limit;
}
