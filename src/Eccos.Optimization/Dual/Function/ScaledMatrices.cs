using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// The matrices of a plain <see cref="LagrangianForm"/> with every scale near 1, laid out for vectors: f and g less their smallest value in the row, divided by
/// their mean spread over a row; tokens divided by their mean.
/// </summary>
/// <remarks>
/// Blocks of <see cref="Lanes"/> queries lie together, endpoint after endpoint, so that one vector holds one endpoint of one block:
/// entry (i, j) is at <c>(i / 8) * 8 M + 8 j + i % 8</c>. The arrays are of the shared pool, and may be longer than that takes.
/// </remarks>
internal sealed class ScaledMatrices : IDisposable
{
    /// <summary>The queries of one block; fixed, so that sums are taken in the same order on every machine.</summary>
    public const int Lanes = 8;

    /// <param name="form">The assignment.</param>
    public ScaledMatrices(LagrangianForm form)
    {
        (N, M, BlockCount) = (form.N, form.M, (form.N + Lanes - 1) / Lanes);
        F = Spread(form, form.F, out var lowest, out var scale);
        (LowestF, FScale) = (lowest, scale);
        if (form.Sides is [var side])
        {
            G = Spread(form, side.G, out lowest, out scale);
            (LowestG, GScale) = (lowest, scale);
        }

        if (form.HasTokenLimits)
        {
            T = Tokens(form, out scale);
            TScale = scale;
        }
    }

    public int N { get; }

    public int M { get; }

    public int BlockCount { get; }

    /// <summary>f_ij, infinite where not eligible, or where a <see cref="Part"/> avoids the option for now.</summary>
    public double[] F { get; }

    /// <summary>g_ij; <see langword="null"/> without a side limit.</summary>
    public double[]? G { get; }

    /// <summary>t_ij; <see langword="null"/> when no tokens are limited.</summary>
    public double[]? T { get; }

    /// <summary>The sum of the smallest f of each query.</summary>
    public double LowestF { get; }

    /// <summary>One unit of the scaled f in units of f.</summary>
    public double FScale { get; }

    /// <summary>The sum of the smallest g of each query.</summary>
    public double LowestG { get; }

    /// <summary>One unit of the scaled g in units of g.</summary>
    public double GScale { get; } = 1;

    /// <summary>One unit of the scaled tokens in tokens.</summary>
    public double TScale { get; } = 1;

    public void Dispose()
    {
        foreach (var rented in (ReadOnlySpan<double[]?>)[F, G, T])
        {
            if (rented is not null)
                ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The place of an entry.</summary>
    public int Index(int i, int j) => (((i / Lanes * M) + j) * Lanes) + (i % Lanes);

    private double[] Rent()
    {
        var rented = ArrayPool<double>.Shared.Rent(BlockCount * Lanes * M);
        rented.AsSpan(0, BlockCount * Lanes * M).Clear();
        return rented;
    }

    private double[] Spread(LagrangianForm form, double[] values, out double lowestSum, out double scale)
    {
        var scaled = Rent();
        lowestSum = 0;
        var spread = 0.0;
        for (var i = 0; i < N; i++)
        {
            var row = values.AsSpan(i * M, M);
            var (lowest, highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (var j = 0; j < M; j++)
            {
                if (!double.IsFinite(form.F[(i * M) + j]))
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
        for (var k = 0; k < BlockCount * Lanes * M; k++)
            scaled[k] /= scale;
        return scaled;
    }

    private double[] Tokens(LagrangianForm form, out double scale)
    {
        var scaled = Rent();
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
                sum += scaled[Index(i, j)] = form.T[(i * M) + j];
        }

        scale = sum > 0 ? sum / N / M : 1;
        for (var k = 0; k < BlockCount * Lanes * M; k++)
            scaled[k] /= scale;
        return scaled;
    }
}
