using System.Globalization;

namespace Eccos.Benchmarks.Predictors;

/// <summary>An encoder whose texts are numbers: each is the seed of a vector near one of a hundred centres.</summary>
internal sealed class ClusteredVectors : ITextEncoder
{
    public const int Length = 128;

    private const int Centres = 100;

    private readonly float[][] _centres = [.. Enumerable.Range(0, Centres).Select(seed => Around(seed, new float[Length], 1))];

    public int Dimension => Length;

    public void Encode(string text, Span<float> destination)
    {
        var seed = int.Parse(text, CultureInfo.InvariantCulture);
        Around(seed + 1_000_000, _centres[(seed + Centres) % Centres], 0.8f).CopyTo(destination);
    }

    public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < texts.Count; i++)
            Encode(texts[i], destination.Span.Slice(i * Length, Length));
        return ValueTask.CompletedTask;
    }

    private static float[] Around(int seed, float[] centre, float spread)
    {
        var random = new Random(seed);
        var vector = Array.ConvertAll(centre, value => value + (spread * (float)(random.NextDouble() - 0.5)));
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return Array.ConvertAll(vector, value => value / norm);
    }
}
