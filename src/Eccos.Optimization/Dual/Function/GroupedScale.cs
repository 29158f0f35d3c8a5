using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// A <see cref="LagrangianForm"/> with every scale near 1: f and every g less their smallest value in the query, divided by their mean spread; tokens divided by their
/// mean. Rows are as wide as M, filled up to a multiple of <see cref="ScaledMatrices.Lanes"/> with endpoints that nothing goes to.
/// </summary>
/// <remarks>Immutable. The matrices are of the shared pool, and may be longer than what they hold.</remarks>
internal sealed class GroupedScale : IDisposable
{
    private readonly SideIndex _index;
    private readonly double _lowestF;
    private readonly double[] _gScale;
    private readonly double _tScale = 1;
    private readonly int[] _workload;
    private readonly int[] _least;
    private readonly int[] _token;

    public GroupedScale(LagrangianForm form)
    {
        Form = form;
        Width = (form.M + ScaledMatrices.Lanes - 1) / ScaledMatrices.Lanes * ScaledMatrices.Lanes;
        F = Spread(form.F, null, out _lowestF, out var fScale);
        FScale = fScale;
        (G, _gScale) = (new double[form.Sides.Length][], new double[form.Sides.Length]);
        _index = new SideIndex(form.Sides, form.N, form.M);
        var limits = new List<double>();
        for (var k = 0; k < G.Length; k++)
        {
            G[k] = Spread(form.Sides[k].G, form.Sides[k].Queries, out var lowest, out _gScale[k]);
            limits.Add((form.Sides[k].Limit - lowest) / _gScale[k]);
        }

        T = form.HasTokenLimits ? Tokens(form, out _tScale) : [];
        _workload = Rows(j => form.WorkloadLimits[j] == int.MaxValue ? null : form.WorkloadLimits[j]);
        _least = Rows(j => form.LeastLoads[j] == 0 ? null : -form.LeastLoads[j]);
        _token = Rows(j => double.IsFinite(form.TokenLimits[j]) ? form.TokenLimits[j] / _tScale : null);
        Limits = [.. limits];

        int[] Rows(Func<int, double?> limit)
        {
            var rows = new int[form.M];
            for (var j = 0; j < form.M; j++)
            {
                rows[j] = limit(j) is null ? -1 : limits.Count;
                if (limit(j) is { } b)
                    limits.Add(b);
            }

            return rows;
        }
    }

    public LagrangianForm Form { get; }

    /// <summary>The entries of one row.</summary>
    public int Width { get; }

    /// <summary>f_ij, infinite where not eligible.</summary>
    public double[] F { get; }

    /// <summary>g_kij of every side row.</summary>
    public double[][] G { get; }

    /// <summary>t_ij; empty when no tokens are limited.</summary>
    public double[] T { get; }

    /// <summary>One unit of the scaled f in units of f.</summary>
    public double FScale { get; }

    /// <summary>b_k, one per row of y; those of least loads with the sign turned.</summary>
    public double[] Limits { get; }

    public void Dispose()
    {
        foreach (var rented in (double[][])[F, .. G, T])
        {
            if (rented.Length > 0)
                ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The endpoint of a row, its sign, and whether it counts tokens; endpoint -1 for a side row.</summary>
    public (int Endpoint, double Sign, bool IsToken) Describe(int row)
    {
        if (row < G.Length)
            return (-1, 0, false);
        var j = Array.IndexOf(_workload, row);
        if (j >= 0)
            return (j, 1, false);
        j = Array.IndexOf(_least, row);
        return j >= 0 ? (j, -1, false) : (Array.IndexOf(_token, row), 1, true);
    }

    /// <summary>The side rows of a query, with the place of its entries here.</summary>
    public SideEntries SidesOf(int i) => new(_index.Of(i), Form.M, Width);

    public double Unscale(double f) => _lowestF + (f * FScale);

    public double Scale(double f) => (f - _lowestF) / FScale;

    public void PricesOfEndpoints(ReadOnlySpan<double> y, double[] price, double[] tokenPrice)
    {
        for (var j = 0; j < Form.M; j++)
        {
            price[j] = ScaledProblem.At(y, _workload[j]) - ScaledProblem.At(y, _least[j]);
            tokenPrice[j] = ScaledProblem.At(y, _token[j]);
        }
    }

    public void UsageOfEndpoints(double[] load, double[] tokens, double[] usage)
    {
        for (var j = 0; j < Form.M; j++)
        {
            if (_workload[j] >= 0)
                usage[_workload[j]] = load[j];
            if (_least[j] >= 0)
                usage[_least[j]] = -load[j];
            if (_token[j] >= 0)
                usage[_token[j]] = tokens[j];
        }
    }

    public void Unscale(ReadOnlySpan<double> y, DualPrices prices)
    {
        for (var k = 0; k < G.Length; k++)
            prices.Lambda[k] = y[k] * FScale / _gScale[k];
        for (var j = 0; j < Form.M; j++)
        {
            prices.Mu[j] = ScaledProblem.At(y, _workload[j]) * FScale;
            prices.Pi[j] = ScaledProblem.At(y, _least[j]) * FScale;
            prices.Nu[j] = ScaledProblem.At(y, _token[j]) * FScale / _tScale;
        }
    }

    public void Scale(DualPrices prices, Span<double> y)
    {
        for (var k = 0; k < G.Length; k++)
            y[k] = prices.Lambda[k] * _gScale[k] / FScale;
        for (var j = 0; j < Form.M; j++)
        {
            if (_workload[j] >= 0)
                y[_workload[j]] = prices.Mu[j] / FScale;
            if (_least[j] >= 0)
                y[_least[j]] = prices.Pi[j] / FScale;
            if (_token[j] >= 0)
                y[_token[j]] = prices.Nu[j] * _tScale / FScale;
        }
    }

    private double[] Spread(double[] values, int[]? queries, out double lowestSum, out double scale)
    {
        var (m, isObjective) = (Form.M, ReferenceEquals(values, Form.F));
        var rows = values.Length / m;
        var scaled = ArrayPool<double>.Shared.Rent(rows * Width);
        (lowestSum, var spread) = (0, 0.0);
        for (var at = 0; at < rows; at++)
        {
            var row = values.AsSpan(at * m, m);
            var f = Form.F.AsSpan((queries?[at] ?? at) * m, m);
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var j = 0; j < m; j++)
            {
                if (!double.IsFinite(f[j]))
                    continue;
                lowest = Math.Min(lowest, row[j]);
                highest = Math.Max(highest, row[j]);
            }

            lowestSum += lowest;
            spread += highest - lowest;
            for (var j = 0; j < Width; j++)
                scaled[(at * Width) + j] = j < m ? row[j] - lowest : isObjective ? double.PositiveInfinity : 0;
        }

        scale = spread > 0 ? spread / rows : 1;
        for (var k = 0; k < rows * Width; k++)
            scaled[k] /= scale;
        return scaled;
    }

    private double[] Tokens(LagrangianForm form, out double scale)
    {
        var scaled = ArrayPool<double>.Shared.Rent(form.N * Width);
        scaled.AsSpan(0, form.N * Width).Clear();
        var sum = 0.0;
        for (var i = 0; i < form.N; i++)
        {
            for (var j = 0; j < form.M; j++)
                sum += scaled[(i * Width) + j] = form.T[(i * form.M) + j];
        }

        scale = sum > 0 ? sum / form.T.Length : 1;
        for (var k = 0; k < form.N * Width; k++)
            scaled[k] /= scale;
        return scaled;
    }
}
