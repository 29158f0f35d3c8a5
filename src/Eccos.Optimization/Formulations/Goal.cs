namespace Eccos.Optimization;

/// <summary>What one solve strives for.</summary>
internal enum Goal
{
    /// <summary>minimise sum_ij c_ij x_ij</summary>
    LeastCost,

    /// <summary>maximise sum_ij a_ij x_ij</summary>
    BestQuality,

    /// <summary>minimise sum_ij (c_ij - w a_ij) x_ij</summary>
    WeightedSum,

    /// <summary>maximise sum_ij x_ij, when not every query has to be served</summary>
    MostServed,

    /// <summary>minimise, or for a limit from below maximise, what is used of one limit</summary>
    LeastUse,
}
