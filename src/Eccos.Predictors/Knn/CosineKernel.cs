using System.Numerics;
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
        var q = MemoryMarshal.Cast<float, Vector<float>>(query);
        var all = MemoryMarshal.Cast<float, Vector<float>>(rows);
        var width = q.Length;
        var count = rows.Length / stride;
        var row = 0;
        for (; row + 4 <= count; row += 4)
        {
            var x0 = all.Slice(row * width, width);
            var x1 = all.Slice((row + 1) * width, width);
            var x2 = all.Slice((row + 2) * width, width);
            var x3 = all.Slice((row + 3) * width, width);
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var k = 0; k < q.Length; k++)
            {
                s0 = Vector.FusedMultiplyAdd(q[k], x0[k], s0);
                s1 = Vector.FusedMultiplyAdd(q[k], x1[k], s1);
                s2 = Vector.FusedMultiplyAdd(q[k], x2[k], s2);
                s3 = Vector.FusedMultiplyAdd(q[k], x3[k], s3);
            }

            cosines[row] = Vector.Sum(s0);
            cosines[row + 1] = Vector.Sum(s1);
            cosines[row + 2] = Vector.Sum(s2);
            cosines[row + 3] = Vector.Sum(s3);
        }

        for (; row < count; row++)
        {
            var x = all.Slice(row * width, width);
            Vector<float> s = default;
            for (var k = 0; k < q.Length; k++)
                s = Vector.FusedMultiplyAdd(q[k], x[k], s);
            cosines[row] = Vector.Sum(s);
        }
    }

    /// <param name="queries">Four queries, one after the other.</param>
    /// <param name="rows">The rows of a chunk.</param>
    /// <param name="stride">The length of a query and of a row.</param>
    /// <param name="cosines">Four times <see cref="MemoryChunk.Capacity"/> products, query after query.</param>
    public static void Four(ReadOnlySpan<float> queries, ReadOnlySpan<float> rows, int stride, Span<float> cosines)
    {
        var all = MemoryMarshal.Cast<float, Vector<float>>(rows);
        var width = stride / Vector<float>.Count;
        var q = MemoryMarshal.Cast<float, Vector<float>>(queries);
        var q0 = q[..width];
        var q1 = q.Slice(width, width);
        var q2 = q.Slice(2 * width, width);
        var q3 = q.Slice(3 * width, width);
        for (var row = 0; row < rows.Length / stride; row++)
        {
            var x = all.Slice(row * width, width);
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var k = 0; k < x.Length; k++)
            {
                s0 = Vector.FusedMultiplyAdd(q0[k], x[k], s0);
                s1 = Vector.FusedMultiplyAdd(q1[k], x[k], s1);
                s2 = Vector.FusedMultiplyAdd(q2[k], x[k], s2);
                s3 = Vector.FusedMultiplyAdd(q3[k], x[k], s3);
            }

            cosines[row] = Vector.Sum(s0);
            cosines[MemoryChunk.Capacity + row] = Vector.Sum(s1);
            cosines[(2 * MemoryChunk.Capacity) + row] = Vector.Sum(s2);
            cosines[(3 * MemoryChunk.Capacity) + row] = Vector.Sum(s3);
        }
    }
}
