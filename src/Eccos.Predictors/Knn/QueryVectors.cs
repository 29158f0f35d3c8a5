using System.Buffers;

namespace Eccos.Predictors;

/// <summary>Encodes texts into padded unit vectors and checks what an encoder from outside returned.</summary>
internal static class QueryVectors
{
    /// <param name="encoder">The encoder.</param>
    /// <param name="dimension">The dimensions it must have.</param>
    /// <param name="texts">N texts.</param>
    /// <param name="destination">N rows of <see cref="ObservationMemory.StrideOf"/> values.</param>
    /// <param name="parallel">The threads that the default encoder uses, and what ends the work early.</param>
    /// <exception cref="EccosException">The encoder has another dimension, left a value out or returned one that is not finite.</exception>
    public static async ValueTask EncodeAsync(
        ITextEncoder encoder,
        int dimension,
        IReadOnlyList<string> texts,
        Memory<float> destination,
        ParallelOptions parallel)
    {
        if (encoder.Dimension != dimension)
            throw new EccosException($"The text encoder {encoder.GetType().Name} has {encoder.Dimension} dimensions now; the observations were encoded with {dimension}.");

        var length = checked(texts.Count * dimension);
        var encoded = ArrayPool<float>.Shared.Rent(length);
        try
        {
            // What the encoder does not write must not pass for a number.
            encoded.AsSpan(0, length).Fill(float.NaN);
            if (encoder is HashedTextEncoder own)
                own.Encode(texts, encoded.AsMemory(0, length), parallel);
            else
                await encoder.EncodeAsync(texts, encoded.AsMemory(0, length), parallel.CancellationToken).ConfigureAwait(false);
            var stride = ObservationMemory.StrideOf(dimension);
            for (var i = 0; i < texts.Count; i++)
            {
                var row = destination.Span.Slice(i * stride, stride);
                encoded.AsSpan(i * dimension, dimension).CopyTo(row);
                Finish(row, dimension, encoder, i, texts[i]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(encoded);
        }
    }

    /// <summary>Checks and pads the vector of one text and scales it to length 1.</summary>
    public static void Finish(Span<float> row, int dimension, ITextEncoder encoder, int i, string text)
    {
        row[dimension..].Clear();
        ThrowIfNotFinite(row[..dimension], encoder, i, text);
        VectorMath.Normalize(row);
    }

    private static void ThrowIfNotFinite(ReadOnlySpan<float> vector, ITextEncoder encoder, int i, string text)
    {
        for (var k = 0; k < vector.Length; k++)
        {
            if (!float.IsFinite(vector[k]))
            {
                throw new EccosException(
                    $"The text encoder {encoder.GetType().Name} gave or left {vector[k]} at dimension {k} of text {i} ({text.Length} characters); every value must be written and finite.");
            }
        }
    }
}
