namespace Eccos.Optimization;

/// <summary>
/// A <see cref="LagrangianForm"/> with every scale near 1, laid out for vectors: f and g less their smallest value in the row, divided by
/// their mean spread over a row; tokens divided by their mean. Row k of the limits is lambda (if there is a side limit), then the workloads,
/// then the tokens; L, G and T stand in <see cref="Limits"/>.
/// </summary>
/// <remarks>
/// Blocks of <see cref="Lanes"/> queries lie together, endpoint after endpoint, so that one vector holds one endpoint of one block:
/// entry (i, j) is at <c>(i / 8) * 8 M + 8 j + i % 8</c>. Immutable.
/// </remarks>
internal sealed class ScaledProblem
{
    /// <summary>The queries of one block; fixed, so that sums are taken in the same order on every machine.</summary>
    public const int Lanes = 8;

    private readonly LagrangianForm _formulation;
    private readonly double _fScale;
    public double FScale => _fScale;
    private readonly double _gScale = 1;
    private readonly double _tScale = 1;

    public ScaledProblem(LagrangianForm formulation)
    {
        _formulation = formulation;
        N = formulation.N;
        M = formulation.M;
        BlockCount = (N + Lanes - 1) / Lanes;
        WorkloadRow = new int[M];
        TokenRow = new int[M];
        var limits = new List<double>();

        F = Spread(formulation.F, out _, out _fScale);
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
            {
                if (!formulation.IsEligible(i, j))
                    F[Index(i, j)] = double.PositiveInfinity;
            }
        }

        if (formulation.HasSideLimit)
        {
            G = Spread(formulation.G, out var lowest, out _gScale);
            limits.Add((formulation.SideLimit - lowest) / _gScale);
        }

        for (var j = 0; j < M; j++)
        {
            WorkloadRow[j] = formulation.WorkloadLimits[j] == int.MaxValue ? -1 : limits.Count;
            if (WorkloadRow[j] >= 0)
                limits.Add(formulation.WorkloadLimits[j]);
        }

        if (formulation.HasTokenLimits)
            T = Tokens(out _tScale);
        for (var j = 0; j < M; j++)
        {
            TokenRow[j] = double.IsFinite(formulation.TokenLimits[j]) ? limits.Count : -1;
            if (TokenRow[j] >= 0)
                limits.Add(formulation.TokenLimits[j] / _tScale);
        }

        Limits = [.. limits];
    }

    public int N { get; }

    public int M { get; }

    public int BlockCount { get; }

    /// <summary>f_ij, infinite where not eligible.</summary>
    public double[] F { get; }

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

    public int Index(int i, int j) => (((i / Lanes * M) + j) * Lanes) + (i % Lanes);

    /// <summary>Prices of the rows in the units of the formulation.</summary>
    public void Unscale(ReadOnlySpan<double> y, DualPrices prices)
    {
        prices.Lambda = G is null ? 0 : y[0] * _fScale / _gScale;
        for (var j = 0; j < M; j++)
        {
            prices.Mu[j] = WorkloadRow[j] < 0 ? 0 : y[WorkloadRow[j]] * _fScale;
            prices.Nu[j] = TokenRow[j] < 0 ? 0 : y[TokenRow[j]] * _fScale / _tScale;
        }
    }

    /// <summary>The inverse of <see cref="Unscale"/>.</summary>
    public void Scale(DualPrices prices, Span<double> y)
    {
        if (G is not null)
            y[0] = prices.Lambda * _gScale / _fScale;
        for (var j = 0; j < M; j++)
        {
            if (WorkloadRow[j] >= 0)
                y[WorkloadRow[j]] = prices.Mu[j] / _fScale;
            if (TokenRow[j] >= 0)
                y[TokenRow[j]] = prices.Nu[j] * _tScale / _fScale;
        }
    }

    private double[] Spread(Func<int, int, double> value, out double lowestSum, out double scale)
    {
        var values = new double[BlockCount * Lanes * M];
        lowestSum = 0;
        var spread = 0.0;
        for (var i = 0; i < N; i++)
        {
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var j = 0; j < M; j++)
            {
                if (!_formulation.IsEligible(i, j))
                    continue;
                var v = value(i, j);
                lowest = Math.Min(lowest, v);
                highest = Math.Max(highest, v);
            }

            lowestSum += lowest;
            spread += highest - lowest;
            for (var j = 0; j < M; j++)
                values[Index(i, j)] = value(i, j) - lowest;
        }

        scale = spread > 0 ? spread / N : 1;
        for (var k = 0; k < values.Length; k++)
            values[k] /= scale;
        return values;
    }

    private double[] Tokens(out double scale)
    {
        var values = new double[BlockCount * Lanes * M];
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
                sum += values[Index(i, j)] = _formulation.T(i, j);
        }

        scale = sum > 0 ? sum / N / M : 1;
        for (var k = 0; k < values.Length; k++)
            values[k] /= scale;
        return values;
    }
}
