namespace Eccos.Predictors.Tests;

/// <summary>An encoder from outside: each text's vector is what a function says.</summary>
internal sealed class FunctionEncoder(int dimension, Func<string, float[]> encode) : ITextEncoder
{
    public int Dimension => dimension;

    public float[] Encode(string text) => encode(text);

    public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < texts.Count; i++)
            encode(texts[i]).CopyTo(destination.Span[(i * dimension)..]);
        return ValueTask.CompletedTask;
    }

    /// <summary>Vectors of independent numbers, the same for the same text.</summary>
    public static FunctionEncoder Random(int dimension) => new(dimension, text =>
    {
        var hash = text.Aggregate(17, (h, c) => unchecked((h * 31) + c));
        var random = new Random(hash);
        return [.. Enumerable.Range(0, dimension).Select(_ => (float)(random.NextDouble() - 0.3))];
    });
}
