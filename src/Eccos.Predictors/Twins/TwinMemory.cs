namespace Eccos.Predictors;

/// <summary>The words of past queries, to find a query's twin among its nearest neighbours.</summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own trail.</remarks>
/// <param name="starts">Where each row's words begin in <paramref name="words"/>, and where the last row's end.</param>
/// <param name="words">The words of all rows, as <see cref="WordTrail.Words"/> has them.</param>
internal sealed class TwinMemory(int[] starts, int[] words)
{
    /// <summary>The neighbours that are looked at.</summary>
    private const int Candidates = 4;

    /// <summary>A neighbour less alike than this, by the encoder's cosine, shares fewer words than a twin does; it is not looked at.</summary>
    private const float LeastCosine = 0.8f;

    public int Count => starts.Length - 1;

    public ReadOnlySpan<int> Words => words;

    public static TwinMemory Of(IReadOnlyList<string> texts)
    {
        var starts = new int[texts.Count + 1];
        var words = new List<int>();
        var trail = new WordTrail();
        for (var i = 0; i < texts.Count; i++)
        {
            trail.Read(texts[i]);
            words.AddRange(trail.Words);
            starts[i + 1] = words.Count;
        }

        return new TwinMemory(starts, [.. words]);
    }

    public int Length(int row) => starts[row + 1] - starts[row];

    /// <summary>The twin of a text, or <see cref="Twin.None"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="neighbours">Its nearest neighbours, the closest first.</param>
    /// <param name="trail">Scratch memory.</param>
    public Twin Find(ReadOnlySpan<char> text, ReadOnlySpan<Neighbour> neighbours, WordTrail trail)
    {
        var best = Twin.None;
        if (neighbours.Length == 0 || neighbours[0].Cosine < LeastCosine)
            return best;
        trail.Read(text);
        foreach (var neighbour in neighbours[..Math.Min(Candidates, neighbours.Length)])
        {
            if (neighbour.Cosine < LeastCosine)
                break;
            var (likeness, reordered) = trail.Compare(words.AsSpan(starts[neighbour.Row], Length(neighbour.Row)));

            // The very same words in the same order are the same question, whose outcomes speak for themselves.
            if (likeness >= TwinTransfer.LeastLikeness && likeness > best.Likeness && (likeness < 1 || reordered))
                best = new Twin(neighbour.Row, likeness, reordered);
        }

        return best;
    }
}
