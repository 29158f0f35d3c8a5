namespace Eccos.Optimization;

/// <summary>
/// A plain <see cref="LagrangianForm"/> with every scale near 1, laid out for vectors: f and g less their smallest value in the row, divided by
/// their mean spread over a row; tokens divided by their mean. Row k of the limits is lambda (if there is a side limit), then the workloads,
/// then the tokens; G, L and T stand in <see cref="Limits"/>.
/// </summary>
/// <remarks>
/// Blocks of <see cref="Lanes"/> queries lie together, endpoint after endpoint, so that one vector holds one endpoint of one block:
/// entry (i, j) is at <c>(i / 8) * 8 M + 8 j + i % 8</c>. Immutable.
/// </remarks>
internal sealed class ScaledProblem
{
    /// <summary>The queries of one block; fixed, so that sums are taken in the same order on every machine.</summary>
    public const int Lanes = 8;

    private readonly LagrangianForm _form;
    private readonly double _lowestF;
    private readonly double _gScale = 1;
    private readonly double _tScale = 1;

    public ScaledProblem(LagrangianForm form)
    {
        _form = form;
        (N, M, BlockCount) = (form.N, form.M, (form.N + Lanes - 1) / Lanes);
        (WorkloadRow, TokenRow) = (new int[M], new int[M]);
        var limits = new List<double>(1 + (2 * M));
        F = Spread(form.F, out _lowestF, out var fScale);
        FScale = fScale;
        if (form.Sides is [var side])
        {
            G = Spread(side.G, out var lowest, out _gScale);
            limits.Add((side.Limit - lowest) / _gScale);
        }

        for (var j = 0; j < M; j++)
        {
            WorkloadRow[j] = form.WorkloadLimits[j] == int.MaxValue ? -1 : limits.Count;
            if (WorkloadRow[j] >= 0)
                limits.Add(form.WorkloadLimits[j]);
        }

        if (form.HasTokenLimits)
            T = Tokens(out _tScale);
        for (var j = 0; j < M; j++)
        {
            TokenRow[j] = double.IsFinite(form.TokenLimits[j]) ? limits.Count : -1;
            if (TokenRow[j] >= 0)
                limits.Add(form.TokenLimits[j] / _tScale);
        }

        Limits = [.. limits];
    }

    public int N { get; }

    public int M { get; }

    public int BlockCount { get; }

    /// <summary>f_ij, infinite where not eligible.</summary>
    public double[] F { get; }

    /// <summary>One unit of the scaled f in units of f.</summary>
    public double FScale { get; }

    /// <summary>g_ij; <see langword="null"/> without a side limit.</summary>
    public double[]? G { get; }

    /// <summary>t_ij; <see langword="null"/> when no tokens are limited.</summary>
    public double[]? T { get; }

    /// <summary>The right-hand sides b_k, one per row.</summary>
    public double[] Limits { get; }

    /// <summary>The row of endpoint j's workload; -1 where there is none.</summary>
    public int[] WorkloadRow { get; }

    /// <summary>The row of endpoint j's tokens; -1 where there is none.</summary>
    public int[] TokenRow { get; }

    /// <summary>A scaled sum of f in units of f.</summary>
    public double Unscale(double f) => _lowestF + (f * FScale);

    /// <summary>A sum of f on the scale here.</summary>
    public double Scale(double f) => (f - _lowestF) / FScale;

    /// <summary>Prices of the rows in the units of the form.</summary>
    public void Unscale(ReadOnlySpan<double> y, DualPrices prices)
    {
        if (G is not null)
            prices.Lambda[0] = y[0] * FScale / _gScale;
        for (var j = 0; j < M; j++)
        {
            prices.Mu[j] = WorkloadRow[j] < 0 ? 0 : y[WorkloadRow[j]] * FScale;
            prices.Nu[j] = TokenRow[j] < 0 ? 0 : y[TokenRow[j]] * FScale / _tScale;
        }
    }

    /// <summary>The inverse of <see cref="Unscale(ReadOnlySpan{double}, DualPrices)"/>.</summary>
    public void Scale(DualPrices prices, Span<double> y)
    {
        if (G is not null)
            y[0] = prices.Lambda[0] * _gScale / FScale;
        for (var j = 0; j < M; j++)
        {
            if (WorkloadRow[j] >= 0)
                y[WorkloadRow[j]] = prices.Mu[j] / FScale;
            if (TokenRow[j] >= 0)
                y[TokenRow[j]] = prices.Nu[j] * _tScale / FScale;
        }
    }

    private double[] Spread(double[] values, out double lowestSum, out double scale)
    {
        var scaled = new double[BlockCount * Lanes * M];
        lowestSum = 0;
        var spread = 0.0;
        for (var i = 0; i < N; i++)
        {
            var row = values.AsSpan(i * M, M);
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var j = 0; j < M; j++)
            {
                if (!double.IsFinite(_form.F[(i * M) + j]))
                    continue;
                lowest = Math.Min(lowest, row[j]);
                highest = Math.Max(highest, row[j]);
            }

            lowestSum += lowest;
            spread += highest - lowest;
            for (var j = 0; j < M; j++)
                scaled[Index(i, j)] = row[j] - lowest;
        }

        scale = spread > 0 ? spread / N : 1;
        for (var k = 0; k < scaled.Length; k++)
            scaled[k] /= scale;
        return scaled;
    }

    private double[] Tokens(out double scale)
    {
        var scaled = new double[BlockCount * Lanes * M];
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
                sum += scaled[Index(i, j)] = _form.T[(i * M) + j];
        }

        scale = sum > 0 ? sum / N / M : 1;
        for (var k = 0; k < scaled.Length; k++)
            scaled[k] /= scale;
        return scaled;
    }

    private int Index(int i, int j) => (((i / Lanes * M) + j) * Lanes) + (i % Lanes);
}
