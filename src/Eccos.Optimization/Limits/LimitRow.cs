namespace Eccos.Optimization;

/// <summary>
/// One limit as a sum over an assignment: sum_ij w_ij x_ij at most, or at least, b.
/// <code>
/// quality floor      w_ij = a_ij   over the queries of the batch or group    b = alpha x those that are served
/// budget             w_ij = c_ij   over the queries of the batch or group    b = B
/// workload, shares   w_ij = 1      at the endpoint                           b = L_j, least share s_j N rounded down, largest S_j N rounded up
/// tokens             w_ij = t_ij   at the endpoint                           b = T_j
/// </code>
/// </summary>
/// <param name="Key">Which limit.</param>
/// <param name="Asked">The limit as the host gave it: alpha, B, L_j, T_j or the share.</param>
/// <param name="Queries">The group's queries; <see langword="null"/> for all.</param>
internal sealed record LimitRow(LimitKey Key, double Asked, IReadOnlyList<int>? Queries)
{
    public bool IsFloor => Key.Kind == LimitKind.QualityFloor;

    /// <summary>w_ij, for a query of the row.</summary>
    public double Weight(AssignmentProblem problem, int i, int j) => Key.Kind switch
    {
        LimitKind.QualityFloor => problem.Quality[i, j],
        LimitKind.Budget => problem.Cost[i, j],
        LimitKind.Tokens => Key.Endpoint == j ? problem.Tokens![i, j] : 0,
        _ => Key.Endpoint == j ? 1 : 0,
    };

    /// <summary>b.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="served">The queries of the row that are served.</param>
    public double Limit(AssignmentProblem problem, int served) => Key.Kind switch
    {
        LimitKind.QualityFloor => Asked * served,
        LimitKind.MinimumShare => Math.Floor(Asked * problem.QueryCount * (1 + Tolerance.Feasibility)),
        LimitKind.MaximumShare => Math.Ceiling(Asked * problem.QueryCount * (1 - Tolerance.Feasibility)),
        _ => Asked,
    };

    /// <summary>A sum of w as the host reads it: an average for a floor, a share for a share.</summary>
    public double AsAsked(AssignmentProblem problem, double used, int served) => Key.Kind switch
    {
        LimitKind.QualityFloor => served == 0 ? 0 : used / served,
        LimitKind.MinimumShare or LimitKind.MaximumShare => used / Math.Max(1, problem.QueryCount),
        _ => used,
    };
}
