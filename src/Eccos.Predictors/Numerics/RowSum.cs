using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Predictors;

/// <summary>
/// y += sum_k a_k x_k over rows x_k of a matrix: the product that prediction consists of. Every element of y is summed by fused multiply-add in
/// the order of the rows, whatever the width of the machine's vectors, and stays in a register meanwhile, so that rows are all that is read.
/// </summary>
internal static class RowSum
{
    /// <summary>Rows of a multiple of this many values are summed in whole vectors.</summary>
    public const int Padding = 16;

    private static int Lanes => Vector512<float>.Count;

    /// <summary>A width in whole vectors.</summary>
    public static int Padded(int width) => (width + Padding - 1) / Padding * Padding;

    /// <param name="y">As many values as are wanted of each row.</param>
    /// <param name="matrix">Rows of <paramref name="stride"/> values, one after the other.</param>
    /// <param name="stride">The length of a row, at least that of <paramref name="y"/>.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="factors">a_k, one per row.</param>
    public static void Add(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        if (rows.IsEmpty || y.IsEmpty)
            return;
        factors = factors[..rows.Length];
        var last = (matrix.Length / stride) - 1;
        foreach (var row in rows)
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)row, (uint)last);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(y.Length, stride);
        var from = 0;
        for (; y.Length - from >= 8 * Lanes; from += 8 * Lanes)
            Eight(y[from..], matrix[from..], stride, rows, factors);
        if (y.Length - from >= 6 * Lanes)
        {
            Six(y[from..], matrix[from..], stride, rows, factors);
            from += 6 * Lanes;
        }

        for (; y.Length - from >= 2 * Lanes; from += 2 * Lanes)
            Two(y[from..], matrix[from..], stride, rows, factors);
        for (; y.Length - from >= Lanes; from += Lanes)
            One(y[from..], matrix[from..], stride, rows, factors);
        if (from < y.Length)
            Rest(y, matrix, stride, rows, factors, from);
    }

    private static void Eight(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        ref var sum = ref MemoryMarshal.GetReference(y);
        ref var values = ref MemoryMarshal.GetReference(matrix);
        var (y0, y1, y2, y3) = (Load(ref sum, 0), Load(ref sum, 1), Load(ref sum, 2), Load(ref sum, 3));
        var (y4, y5, y6, y7) = (Load(ref sum, 4), Load(ref sum, 5), Load(ref sum, 6), Load(ref sum, 7));
        for (var k = 0; k < rows.Length; k++)
        {
            ref var x = ref Unsafe.Add(ref values, (nint)rows[k] * stride);
            var a = Vector512.Create(factors[k]);
            y0 = Vector512.FusedMultiplyAdd(a, Load(ref x, 0), y0);
            y1 = Vector512.FusedMultiplyAdd(a, Load(ref x, 1), y1);
            y2 = Vector512.FusedMultiplyAdd(a, Load(ref x, 2), y2);
            y3 = Vector512.FusedMultiplyAdd(a, Load(ref x, 3), y3);
            y4 = Vector512.FusedMultiplyAdd(a, Load(ref x, 4), y4);
            y5 = Vector512.FusedMultiplyAdd(a, Load(ref x, 5), y5);
            y6 = Vector512.FusedMultiplyAdd(a, Load(ref x, 6), y6);
            y7 = Vector512.FusedMultiplyAdd(a, Load(ref x, 7), y7);
        }

        Store(y0, ref sum, 0);
        Store(y1, ref sum, 1);
        Store(y2, ref sum, 2);
        Store(y3, ref sum, 3);
        Store(y4, ref sum, 4);
        Store(y5, ref sum, 5);
        Store(y6, ref sum, 6);
        Store(y7, ref sum, 7);
    }

    private static void Six(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        ref var sum = ref MemoryMarshal.GetReference(y);
        ref var values = ref MemoryMarshal.GetReference(matrix);
        var (y0, y1, y2) = (Load(ref sum, 0), Load(ref sum, 1), Load(ref sum, 2));
        var (y3, y4, y5) = (Load(ref sum, 3), Load(ref sum, 4), Load(ref sum, 5));
        for (var k = 0; k < rows.Length; k++)
        {
            ref var x = ref Unsafe.Add(ref values, (nint)rows[k] * stride);
            var a = Vector512.Create(factors[k]);
            y0 = Vector512.FusedMultiplyAdd(a, Load(ref x, 0), y0);
            y1 = Vector512.FusedMultiplyAdd(a, Load(ref x, 1), y1);
            y2 = Vector512.FusedMultiplyAdd(a, Load(ref x, 2), y2);
            y3 = Vector512.FusedMultiplyAdd(a, Load(ref x, 3), y3);
            y4 = Vector512.FusedMultiplyAdd(a, Load(ref x, 4), y4);
            y5 = Vector512.FusedMultiplyAdd(a, Load(ref x, 5), y5);
        }

        Store(y0, ref sum, 0);
        Store(y1, ref sum, 1);
        Store(y2, ref sum, 2);
        Store(y3, ref sum, 3);
        Store(y4, ref sum, 4);
        Store(y5, ref sum, 5);
    }

    private static void Two(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        ref var sum = ref MemoryMarshal.GetReference(y);
        ref var values = ref MemoryMarshal.GetReference(matrix);
        var (y0, y1) = (Load(ref sum, 0), Load(ref sum, 1));
        for (var k = 0; k < rows.Length; k++)
        {
            ref var x = ref Unsafe.Add(ref values, (nint)rows[k] * stride);
            var a = Vector512.Create(factors[k]);
            y0 = Vector512.FusedMultiplyAdd(a, Load(ref x, 0), y0);
            y1 = Vector512.FusedMultiplyAdd(a, Load(ref x, 1), y1);
        }

        Store(y0, ref sum, 0);
        Store(y1, ref sum, 1);
    }

    private static void One(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        ref var sum = ref MemoryMarshal.GetReference(y);
        ref var values = ref MemoryMarshal.GetReference(matrix);
        var y0 = Load(ref sum, 0);
        for (var k = 0; k < rows.Length; k++)
            y0 = Vector512.FusedMultiplyAdd(Vector512.Create(factors[k]), Load(ref Unsafe.Add(ref values, (nint)rows[k] * stride), 0), y0);
        Store(y0, ref sum, 0);
    }

    private static void Rest(Span<float> y, ReadOnlySpan<float> matrix, int stride, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, int from)
    {
        for (var k = 0; k < rows.Length; k++)
        {
            var x = matrix.Slice(rows[k] * stride, y.Length);
            VectorMath.AddScaled(y[from..], x[from..], factors[k]);
        }
    }

    private static Vector512<float> Load(ref float values, int vector) => Vector512.LoadUnsafe(ref values, (nuint)(vector * Lanes));

    private static void Store(Vector512<float> vector, ref float values, int place) => vector.StoreUnsafe(ref values, (nuint)(place * Lanes));
}
