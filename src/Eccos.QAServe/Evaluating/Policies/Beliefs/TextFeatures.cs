using System.Numerics.Tensors;

namespace Eccos.QAServe;

/// <summary>The vectors of texts, each of length 1 but for those without any feature, so that a dot product is a cosine.</summary>
internal sealed class TextFeatures
{
    private readonly float[] _values;

    private TextFeatures(float[] values, int count, int dimension) => (_values, Count, Dimension) = (values, count, dimension);

    public int Count { get; }

    public int Dimension { get; }

    public ReadOnlySpan<float> this[int text] => _values.AsSpan(text * Dimension, Dimension);

    public static async ValueTask<TextFeatures> EncodeAsync(ITextEncoder encoder, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var d = encoder.Dimension;
        var values = new float[texts.Count * d];
        await encoder.EncodeAsync(texts, values, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < texts.Count; i++)
        {
            var vector = values.AsSpan(i * d, d);
            var norm = TensorPrimitives.Norm(vector);
            if (norm > 0)
                TensorPrimitives.Divide(vector, norm, vector);
        }

        return new TextFeatures(values, texts.Count, d);
    }
}
