namespace Eccos.Optimization;

/// <summary>
/// The Lagrangian dual of a <see cref="LagrangianForm"/> and its smoothing at temperature tau, at prices y at least 0, everything scaled to about 1:
/// <code>
/// r_ij    = f_ij + sum_k y_k v_kij                             v_kij: what x_ij takes of limit k, b_k
/// D(y)    = sum_i min_j r_ij                       - b.y      never above the optimum, at any prices
/// D_t(y)  = sum_i -tau ln sum_j exp(-r_ij / tau)   - b.y      D - N tau ln M at most D_t at most D
/// p_ij    = exp(-r_ij / tau) / sum_l exp(-r_il / tau)
/// dD_t/dy = sum_ij p_ij v_ij - b
/// -d2D_t  = (1/tau) sum_i Cov_p(v_i)
/// </code>
/// (Nesterov, "Smooth minimization of non-smooth functions", Math. Program. 103, 2005, with the entropy as prox function.)
/// </summary>
/// <remarks>No allocation per evaluation. Not safe for use from several threads at once. Its matrices are of the shared pool.</remarks>
internal interface ISmoothedDual : IDisposable
{
    /// <summary>K, the number of limits.</summary>
    int Dimension { get; }

    /// <summary>N, the number of queries.</summary>
    int Queries { get; }

    /// <summary>D(y).</summary>
    double Bound { get; }

    /// <summary>D_tau(y).</summary>
    double Value { get; }

    /// <summary>The gradient of D_tau at y.</summary>
    double[] Gradient { get; }

    /// <summary>One unit of the scaled f in units of f.</summary>
    double FScale { get; }

    /// <summary>Evaluates everything at y; the curvature at least for the rows asked for.</summary>
    void Evaluate(ReadOnlySpan<double> y, double tau, ReadOnlySpan<bool> curved);

    /// <summary>The negative Hessian between two of the rows asked for.</summary>
    double Curvature(int row, int column, double tau);

    /// <summary>A scaled sum of f in units of f.</summary>
    double Unscale(double f);

    /// <summary>A sum of f on the scale here.</summary>
    double Scale(double f);

    /// <summary>Prices of the rows in the units of the form.</summary>
    void Unscale(ReadOnlySpan<double> y, DualPrices prices);

    /// <summary>The inverse of <see cref="Unscale(ReadOnlySpan{double}, DualPrices)"/>.</summary>
    void Scale(DualPrices prices, Span<double> y);
}
