namespace Eccos.Optimization;

/// <summary>How exactly limits are kept, relative to the limit.</summary>
internal static class Tolerance
{
    /// <summary>An assignment keeps a limit when plain double arithmetic exceeds it by no more than this share of it.</summary>
    public const double Feasibility = 1e-9;
}
