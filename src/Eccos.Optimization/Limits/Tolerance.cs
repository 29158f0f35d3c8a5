namespace Eccos.Optimization;

/// <summary>How exactly limits are kept, relative to the limit.</summary>
internal static class Tolerance
{
    /// <summary>An assignment keeps a limit when plain double arithmetic exceeds it by no more than this share of it.</summary>
    public const double Feasibility = 1e-9;

    /// <summary>
    /// The share by which the solver sees a limit wider than it is: an assignment that meets the limit exactly must not be lost to rounding.
    /// A quarter of the tolerance, so that what the solver adds by its own tolerance stays inside.
    /// </summary>
    public const double Slack = Feasibility / 4;

    /// <summary>The error of a solver's bound relative to the largest objective coefficient.</summary>
    public const double Bound = 1e-9;

    /// <summary>The gap, relative to the objective, below which an assignment counts as optimal.</summary>
    public const double Optimality = 1e-8;
}
