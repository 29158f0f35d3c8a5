using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Eccos.Predictors;

/// <summary>
/// A query in 16 bits and its integer products with the 8 bits of <see cref="QuantizedChunk"/>, two dimensions to an instruction. Integers
/// are summed exactly, so that every machine that has the instruction finds the same.
/// </summary>
internal ref struct QuantizedQuery
{
    /// <summary>What rounding of single precision may add to a product of two vectors of length 1, for each of their dimensions.</summary>
    private const float RoundingPerDimension = 1.2e-7f;

    private readonly Span<short> _values;
    private readonly float _scale;

    /// <param name="query">A vector of length 1.</param>
    /// <param name="values">Memory for as many values.</param>
    public QuantizedQuery(ReadOnlySpan<float> query, Span<short> values)
    {
        _values = values;

        // A sum over all dimensions stays within 32 bits.
        var greatest = Math.Min(short.MaxValue, int.MaxValue / sbyte.MaxValue / query.Length);
        _scale = Math.Abs(TensorPrimitives.MaxMagnitude(query)) / greatest;
        var squares = 0.0;
        for (var k = 0; k < query.Length; k++)
        {
            values[k] = (short)(_scale > 0 ? Math.Clamp(MathF.Round(query[k] / _scale), -greatest, greatest) : 0);
            var off = query[k] - ((double)values[k] * _scale);
            squares += off * off;
        }

        Error = ((float)Math.Sqrt(squares) * 1.5f) + (RoundingPerDimension * (query.Length + 16));
    }

    /// <summary>Whether this machine has the instruction; without it nothing is gained.</summary>
    public static bool IsSupported => Avx512BW.IsSupported || Avx2.IsSupported;

    /// <summary>What the query's own rounding, and that of single precision, may add to the error of a row's product.</summary>
    public float Error { get; }

    /// <summary>Approximate products with all rows of a chunk.</summary>
    public readonly void Products(QuantizedChunk chunk, Span<float> products)
    {
        var pairs = MemoryMarshal.Cast<short, int>(_values);
        for (var row = 0; row < MemoryChunk.Capacity; row += 4 * QuantizedChunk.RowsPerBlock)
        {
            var blocks = chunk.Values.Slice(row * _values.Length, 4 * QuantizedChunk.RowsPerBlock * _values.Length);
            if (Avx512BW.IsSupported)
                FourBlocks512(pairs, blocks, products.Slice(row, 4 * QuantizedChunk.RowsPerBlock));
            else
                FourBlocks256(pairs, blocks, products.Slice(row, 4 * QuantizedChunk.RowsPerBlock));
        }

        TensorPrimitives.Multiply(products, chunk.Scales, products);
        TensorPrimitives.Multiply(products, _scale, products);
    }

    private static void FourBlocks512(ReadOnlySpan<int> pairs, ReadOnlySpan<sbyte> blocks, Span<float> products)
    {
        ref var x = ref MemoryMarshal.GetReference(blocks);
        var length = (nuint)(blocks.Length / 4);
        Vector512<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var p = 0; p < pairs.Length; p++)
        {
            var q = Vector512.Create(pairs[p]).AsInt16();
            var at = (nuint)(p * Vector256<sbyte>.Count);
            s0 += Avx512BW.MultiplyAddAdjacent(q, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref x, at)));
            s1 += Avx512BW.MultiplyAddAdjacent(q, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref x, length + at)));
            s2 += Avx512BW.MultiplyAddAdjacent(q, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref x, (2 * length) + at)));
            s3 += Avx512BW.MultiplyAddAdjacent(q, Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref x, (3 * length) + at)));
        }

        ref var y = ref MemoryMarshal.GetReference(products);
        Vector512.ConvertToSingle(s0).StoreUnsafe(ref y);
        Vector512.ConvertToSingle(s1).StoreUnsafe(ref Unsafe.Add(ref y, 16));
        Vector512.ConvertToSingle(s2).StoreUnsafe(ref Unsafe.Add(ref y, 32));
        Vector512.ConvertToSingle(s3).StoreUnsafe(ref Unsafe.Add(ref y, 48));
    }

    private static void FourBlocks256(ReadOnlySpan<int> pairs, ReadOnlySpan<sbyte> blocks, Span<float> products)
    {
        ref var x = ref MemoryMarshal.GetReference(blocks);
        ref var y = ref MemoryMarshal.GetReference(products);
        var length = blocks.Length / 4;
        for (var block = 0; block < 4; block++)
        {
            Vector256<int> s0 = default, s1 = default;
            for (var p = 0; p < pairs.Length; p++)
            {
                var q = Vector256.Create(pairs[p]).AsInt16();
                var at = (nuint)((block * length) + (p * 2 * Vector128<sbyte>.Count));
                s0 += Avx2.MultiplyAddAdjacent(q, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref x, at)));
                s1 += Avx2.MultiplyAddAdjacent(q, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref x, at + (nuint)Vector128<sbyte>.Count)));
            }

            Vector256.ConvertToSingle(s0).StoreUnsafe(ref Unsafe.Add(ref y, block * 16));
            Vector256.ConvertToSingle(s1).StoreUnsafe(ref Unsafe.Add(ref y, (block * 16) + 8));
        }
    }
}
