using System.Buffers;
using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>Encodes queries: the vectors of one encoder, or of two side by side in equal parts; padded, checked and of length 1.</summary>
internal sealed class QueryEncoding
{
    private readonly ITextEncoder[] _encoders;
    private readonly int[] _dimensions;

    public QueryEncoding(params ITextEncoder[] encoders)
    {
        _encoders = encoders;
        _dimensions = Array.ConvertAll(encoders, encoder => encoder.Dimension);
        Width = _dimensions.Sum(ObservationMemory.StrideOf);
    }

    /// <summary>The features of a query, padding included.</summary>
    public int Width { get; }

    public IReadOnlyList<ITextEncoder> Encoders => _encoders;

    public static QueryEncoding Create(TrainingSet set, ITextEncoder? given, bool join, TextEncoderOptions options, ParallelOptions parallel)
    {
        if (given is not null && !join)
            return new QueryEncoding(given);
        var own = HashedTextEncoder.Fit([.. set.Records.Select(record => record.Query)], options, parallel);
        return given is null ? new QueryEncoding(own) : new QueryEncoding(own, given);
    }

    /// <summary>Writes N rows of <see cref="Width"/> features.</summary>
    public async ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, ParallelOptions parallel)
    {
        if (_encoders.Length == 1)
        {
            await QueryVectors.EncodeAsync(_encoders[0], _dimensions[0], texts, destination, parallel).ConfigureAwait(false);
            return;
        }

        var offset = 0;
        for (var k = 0; k < _encoders.Length; k++)
        {
            var stride = ObservationMemory.StrideOf(_dimensions[k]);
            var part = ArrayPool<float>.Shared.Rent(texts.Count * stride);
            try
            {
                await QueryVectors.EncodeAsync(_encoders[k], _dimensions[k], texts, part.AsMemory(0, texts.Count * stride), parallel).ConfigureAwait(false);
                for (var i = 0; i < texts.Count; i++)
                    TensorPrimitives.Multiply(part.AsSpan(i * stride, stride), MathF.Sqrt(1f / _encoders.Length), destination.Span.Slice((i * Width) + offset, stride));
            }
            finally
            {
                ArrayPool<float>.Shared.Return(part);
            }

            offset += stride;
        }
    }
}
