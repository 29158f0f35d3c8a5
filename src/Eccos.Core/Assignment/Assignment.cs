namespace Eccos;

/// <summary>An optimizer's answer: the endpoint of every query, how good that is, and how good it could be at most.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed record Assignment
{
    /// <summary>The place in <see cref="EndpointOf"/> of a query that no endpoint serves.</summary>
    public const int Unassigned = -1;

    /// <summary>What was found.</summary>
    public required AssignmentStatus Status { get; init; }

    /// <summary>Why the optimizer stopped.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>
    /// The endpoint of each query by its place, or <see cref="Unassigned"/>. All are <see cref="Unassigned"/> when nothing was found, some
    /// under <see cref="InfeasiblePolicy.Defer"/>.
    /// </summary>
    public required IReadOnlyList<int> EndpointOf { get; init; }

    /// <summary>sum_ij c_ij x_ij in USD; 0 when nothing is assigned.</summary>
    public double Cost { get; init; }

    /// <summary>The average of a_ij over the queries that are assigned; 0 when there is none.</summary>
    public double Quality { get; init; }

    /// <summary>
    /// <see cref="Cost"/> or <see cref="Quality"/>, whichever is striven for, or the weighted sum sum_ij (c_ij - w a_ij) x_ij in USD, which may be negative; NaN when
    /// nothing was found.
    /// </summary>
    public double Objective { get; init; } = double.NaN;

    /// <summary>
    /// A proven bound of the objective: no assignment that keeps the same limits has a lower cost or weighted sum, or a higher quality. NaN when none is known.
    /// </summary>
    public double Bound { get; init; } = double.NaN;

    /// <summary>
    /// |objective - bound| / max(|objective|, |bound|, <see cref="Scale"/>), the relative gap; 0 when all are 0, NaN when objective or bound is not known.
    /// </summary>
    public double Gap
    {
        get
        {
            var scale = Math.Max(Math.Max(Math.Abs(Objective), Math.Abs(Bound)), Scale);
            return scale == 0 ? 0 : Math.Abs(Objective - Bound) / scale;
        }
    }

    /// <summary>
    /// What the gap is measured against where objective and bound are smaller: for a weighted sum, whose parts may cancel, the sum of their sizes
    /// sum_ij (c_ij + w a_ij) x_ij in USD; 0 otherwise.
    /// </summary>
    public double Scale { get; init; }

    /// <summary>The limits that stand in the way of a better objective.</summary>
    public IReadOnlyList<BindingLimit> BindingLimits { get; init; } = [];

    /// <summary>
    /// What each limit costs; empty when the optimizer computes no prices. Give them to the next problem of the same endpoints as
    /// <see cref="AssignmentProblem.StartingPrices"/> to start from them.
    /// </summary>
    public IReadOnlyList<ShadowPrice> ShadowPrices { get; init; } = [];

    /// <summary>
    /// Why not all limits can be kept; set when <see cref="Status"/> is <see cref="AssignmentStatus.Infeasible"/>, and also when
    /// <see cref="AssignmentProblem.WhenInfeasible"/> made the optimizer relax a limit or defer queries. <see langword="null"/> otherwise.
    /// </summary>
    public Infeasibility? Infeasibility { get; init; }

    /// <summary>Whether an assignment was found.</summary>
    public bool IsFound => Status is AssignmentStatus.Optimal or AssignmentStatus.Feasible;
}
