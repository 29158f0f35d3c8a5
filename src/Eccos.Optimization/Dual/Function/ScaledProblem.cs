namespace Eccos.Optimization;

/// <summary>
/// A plain <see cref="LagrangianForm"/> on the scale of <see cref="ScaledMatrices"/>. Row k of the limits is lambda (if there is a side limit), then the workloads, the
/// least loads and the tokens; G, L, -l and T stand in <see cref="Limits"/>.
/// </summary>
internal sealed class ScaledProblem
{
    private readonly LagrangianForm _form;

    /// <param name="form">The assignment.</param>
    /// <param name="matrices">Its matrices.</param>
    /// <param name="limitsAllLoads">Whether every endpoint has both rows of loads, so that <see cref="TakeLoads"/> can limit any.</param>
    public ScaledProblem(LagrangianForm form, ScaledMatrices matrices, bool limitsAllLoads = false)
    {
        (_form, Matrices) = (form, matrices);
        (WorkloadRow, LeastRow, TokenRow) = (new int[form.M], new int[form.M], new int[form.M]);
        var limits = new List<double>(1 + (3 * form.M));
        if (form.Sides is [var side])
            limits.Add((side.Limit - matrices.LowestG) / matrices.GScale);
        AddRows(WorkloadRow, j => form.WorkloadLimits[j] < int.MaxValue || limitsAllLoads ? MostAt(j) : null);
        AddRows(LeastRow, j => form.LeastLoads[j] > 0 || limitsAllLoads ? -form.LeastLoads[j] : null);
        AddRows(TokenRow, j => double.IsFinite(form.TokenLimits[j]) ? form.TokenLimits[j] / matrices.TScale : null);
        Limits = [.. limits];

        void AddRows(int[] rows, Func<int, double?> limit)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                rows[j] = limit(j) is null ? -1 : limits.Count;
                if (limit(j) is { } b)
                    limits.Add(b);
            }
        }
    }

    /// <summary>f, g and t.</summary>
    public ScaledMatrices Matrices { get; }

    /// <summary>The right-hand sides b_k, one per row.</summary>
    public double[] Limits { get; }

    /// <summary>The row of endpoint j's workload; -1 where there is none.</summary>
    public int[] WorkloadRow { get; }

    /// <summary>The row of endpoint j's least load, which counts queries with the sign turned; -1 where there is none.</summary>
    public int[] LeastRow { get; }

    /// <summary>The row of endpoint j's tokens; -1 where there is none.</summary>
    public int[] TokenRow { get; }

    /// <summary>Takes the loads of the form anew, where all are limited.</summary>
    public void TakeLoads()
    {
        for (var j = 0; j < WorkloadRow.Length; j++)
            (Limits[WorkloadRow[j]], Limits[LeastRow[j]]) = (MostAt(j), -_form.LeastLoads[j]);
    }

    /// <summary>A scaled sum of f in units of f.</summary>
    public double Unscale(double f) => Matrices.LowestF + (f * Matrices.FScale);

    /// <summary>A sum of f on the scale here.</summary>
    public double Scale(double f) => (f - Matrices.LowestF) / Matrices.FScale;

    /// <summary>Prices of the rows in the units of the form.</summary>
    public void Unscale(ReadOnlySpan<double> y, DualPrices prices)
    {
        var scale = Matrices.FScale;
        if (Matrices.G is not null)
            prices.Lambda[0] = y[0] * scale / Matrices.GScale;
        for (var j = 0; j < WorkloadRow.Length; j++)
        {
            prices.Mu[j] = At(y, WorkloadRow[j]) * scale;
            prices.Pi[j] = At(y, LeastRow[j]) * scale;
            prices.Nu[j] = At(y, TokenRow[j]) * scale / Matrices.TScale;
        }
    }

    /// <summary>The inverse of <see cref="Unscale(ReadOnlySpan{double}, DualPrices)"/>.</summary>
    public void Scale(DualPrices prices, Span<double> y)
    {
        var scale = Matrices.FScale;
        if (Matrices.G is not null)
            y[0] = prices.Lambda[0] * Matrices.GScale / scale;
        for (var j = 0; j < WorkloadRow.Length; j++)
        {
            if (WorkloadRow[j] >= 0)
                y[WorkloadRow[j]] = prices.Mu[j] / scale;
            if (LeastRow[j] >= 0)
                y[LeastRow[j]] = prices.Pi[j] / scale;
            if (TokenRow[j] >= 0)
                y[TokenRow[j]] = prices.Nu[j] * Matrices.TScale / scale;
        }
    }

    /// <summary>The price of a row; 0 where there is none.</summary>
    public static double At(ReadOnlySpan<double> y, int row) => row < 0 ? 0 : y[row];

    private int MostAt(int j) => Math.Min(_form.N, _form.WorkloadLimits[j]);
}
