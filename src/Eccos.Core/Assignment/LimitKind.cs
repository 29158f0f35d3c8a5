namespace Eccos;

/// <summary>The kinds of limits an assignment keeps.</summary>
public enum LimitKind
{
    /// <summary>(1/N) sum_ij a_ij x_ij >= alpha; unit: success probability.</summary>
    QualityFloor,

    /// <summary>sum_ij c_ij x_ij at most B; unit: USD.</summary>
    Budget,

    /// <summary>sum_i x_ij at most L_j; unit: requests.</summary>
    Workload,

    /// <summary>sum_i t_ij x_ij at most T_j; unit: tokens.</summary>
    Tokens,
}
