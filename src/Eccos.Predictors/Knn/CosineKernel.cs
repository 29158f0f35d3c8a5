using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>
/// Dot products of queries with the rows of a chunk. However many queries go together, each product is summed lane by lane in the order
/// of the dimensions by fused multiply-add, so a query has the same neighbours alone as in a batch, bit for bit.
/// </summary>
internal static class CosineKernel
{
    /// <summary>The queries compared at once: each row is loaded once for all of them.</summary>
    public const int QueriesAtOnce = 4;

    public static void One(ReadOnlySpan<float> query, ReadOnlySpan<float> rows, int stride, Span<float> cosines)
    {
        ref var q = ref MemoryMarshal.GetReference(query);
        var row = 0;
        for (; (row + 4) * stride <= rows.Length; row += 4)
        {
            ref var x0 = ref MemoryMarshal.GetReference(rows.Slice(row * stride, 4 * stride));
            ref var x1 = ref Unsafe.Add(ref x0, stride);
            ref var x2 = ref Unsafe.Add(ref x1, stride);
            ref var x3 = ref Unsafe.Add(ref x2, stride);
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector<float>.Count)
            {
                var v = Vector.LoadUnsafe(ref q, k);
                s0 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref x0, k), s0);
                s1 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref x1, k), s1);
                s2 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref x2, k), s2);
                s3 = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref x3, k), s3);
            }

            cosines[row] = Vector.Sum(s0);
            cosines[row + 1] = Vector.Sum(s1);
            cosines[row + 2] = Vector.Sum(s2);
            cosines[row + 3] = Vector.Sum(s3);
        }

        for (; row * stride < rows.Length; row++)
            cosines[row] = Dot(query, rows.Slice(row * stride, stride));
    }

    public static float Dot(ReadOnlySpan<float> query, ReadOnlySpan<float> row)
    {
        ref var q = ref MemoryMarshal.GetReference(query);
        ref var x = ref MemoryMarshal.GetReference(row[..query.Length]);
        Vector<float> s = default;
        for (nuint k = 0; k < (nuint)query.Length; k += (nuint)Vector<float>.Count)
            s = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, k), Vector.LoadUnsafe(ref x, k), s);
        return Vector.Sum(s);
    }

    /// <param name="queries">Four queries, one after the other.</param>
    /// <param name="rows">The rows of a chunk.</param>
    /// <param name="stride">The length of a query and of a row.</param>
    /// <param name="cosines">Four times <see cref="MemoryChunk.Capacity"/> products, query after query.</param>
    public static void Four(ReadOnlySpan<float> queries, ReadOnlySpan<float> rows, int stride, Span<float> cosines)
    {
        ref var q0 = ref MemoryMarshal.GetReference(queries[..(QueriesAtOnce * stride)]);
        ref var q1 = ref Unsafe.Add(ref q0, stride);
        ref var q2 = ref Unsafe.Add(ref q1, stride);
        ref var q3 = ref Unsafe.Add(ref q2, stride);
        for (var row = 0; row * stride < rows.Length; row++)
        {
            ref var x = ref MemoryMarshal.GetReference(rows.Slice(row * stride, stride));
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint k = 0; k < (nuint)stride; k += (nuint)Vector<float>.Count)
            {
                var v = Vector.LoadUnsafe(ref x, k);
                s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q0, k), v, s0);
                s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q1, k), v, s1);
                s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q2, k), v, s2);
                s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q3, k), v, s3);
            }

            cosines[row] = Vector.Sum(s0);
            cosines[MemoryChunk.Capacity + row] = Vector.Sum(s1);
            cosines[(2 * MemoryChunk.Capacity) + row] = Vector.Sum(s2);
            cosines[(3 * MemoryChunk.Capacity) + row] = Vector.Sum(s3);
        }
    }
}
