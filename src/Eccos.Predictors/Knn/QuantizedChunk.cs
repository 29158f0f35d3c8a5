using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Eccos.Predictors;

/// <summary>
/// The vectors of a chunk in 8 bits, a quarter of the bytes to read, and how far each product with them can be off:
/// <code>
/// x ~ scale round(x / scale),   scale = max |x_k| / 127,   error = |x - scale round(x / scale)|
/// </code>
/// Sixteen rows lie side by side, two dimensions at a time, so that sixteen products are summed in the lanes of one vector.
/// </summary>
internal sealed class QuantizedChunk
{
    /// <summary>The rows side by side.</summary>
    public const int RowsPerBlock = 16;

    private const float Greatest = sbyte.MaxValue;

    private readonly sbyte[] _values;

    /// <param name="vectors">The rows.</param>
    /// <param name="stride">The length of a row, an even number.</param>
    // Optimised at once: a host that starts loads its model by code that has never run before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public QuantizedChunk(ReadOnlySpan<float> vectors, int stride)
    {
        _values = new sbyte[MemoryChunk.Capacity * stride];
        Scales = new float[MemoryChunk.Capacity];
        Errors = new float[MemoryChunk.Capacity];
        var rounded = new float[stride];
        for (var row = 0; row * stride < vectors.Length; row++)
        {
            var x = vectors.Slice(row * stride, stride);
            Scales[row] = Math.Abs(TensorPrimitives.MaxMagnitude(x)) / Greatest;
            TensorPrimitives.Multiply(x, Scales[row] > 0 ? 1 / Scales[row] : 0, rounded);
            TensorPrimitives.Round<float>(rounded, rounded);
            TensorPrimitives.Clamp<float>(rounded, -Greatest, Greatest, rounded);
            var first = (row / RowsPerBlock * RowsPerBlock * stride) + (row % RowsPerBlock * 2);
            for (var k = 0; k < stride; k += 2)
            {
                _values[first + (k * RowsPerBlock)] = (sbyte)rounded[k];
                _values[first + (k * RowsPerBlock) + 1] = (sbyte)rounded[k + 1];
            }

            TensorPrimitives.Multiply(rounded, Scales[row], rounded);
            Errors[row] = TensorPrimitives.Distance(x, rounded);
        }
    }

    /// <summary>One per row of the chunk's capacity.</summary>
    public float[] Scales { get; }

    /// <summary>One per row of the chunk's capacity.</summary>
    public float[] Errors { get; }

    /// <summary>The rounded values, block after block.</summary>
    public ReadOnlySpan<sbyte> Values => _values;
}
