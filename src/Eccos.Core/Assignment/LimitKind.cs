namespace Eccos;

/// <summary>The kinds of limits an assignment keeps.</summary>
public enum LimitKind
{
    /// <summary>(1/N) sum_ij a_ij x_ij >= alpha, of the batch or of a group; unit: success probability.</summary>
    QualityFloor,

    /// <summary>sum_ij c_ij x_ij at most B, of the batch or of a group; unit: USD.</summary>
    Budget,

    /// <summary>sum_i x_ij at most L_j; unit: requests.</summary>
    Workload,

    /// <summary>sum_i t_ij x_ij at most T_j; unit: tokens.</summary>
    Tokens,

    /// <summary>sum_i x_ij >= s_j N; unit: share of all queries.</summary>
    MinimumShare,

    /// <summary>sum_i x_ij at most S_j N; unit: share of all queries.</summary>
    MaximumShare,
}
