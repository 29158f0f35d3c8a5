namespace Eccos.QAServe.Tests;

/// <summary>Counts the letters a to z, each with a weight of its own so that no two texts are equally near: a vector can be worked out by hand.</summary>
internal sealed class LetterEncoder : ITextEncoder
{
    public int Dimension => 26;

    public static double Weight(char letter) => Math.Sqrt(letter - 'a' + 2);

    public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        destination.Span.Clear();
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var letter in texts[i].Where(char.IsAsciiLetterLower))
                destination.Span[(i * 26) + letter - 'a'] += (float)Weight(letter);
        }

        return ValueTask.CompletedTask;
    }
}
