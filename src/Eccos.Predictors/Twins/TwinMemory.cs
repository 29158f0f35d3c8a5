using System.Collections.Immutable;

namespace Eccos.Predictors;

/// <summary>The words of past queries, to find a query's twin among its nearest neighbours.</summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own trail.</remarks>
internal sealed class TwinMemory
{
    /// <summary>The neighbours that are looked at.</summary>
    private const int Candidates = 4;

    /// <summary>A neighbour less alike than this, by the encoder's cosine, shares fewer words than a twin does; it is not looked at.</summary>
    private const float LeastCosine = 0.8f;

    private readonly int[] _starts;
    private readonly int[] _words;
    private readonly ImmutableList<int[]> _added;

    /// <param name="starts">Where each row's words begin in <paramref name="words"/>, and where the last row's end.</param>
    /// <param name="words">The words of all rows, as <see cref="WordTrail.Words"/> has them.</param>
    public TwinMemory(int[] starts, int[] words)
        : this(starts, words, [])
    {
    }

    private TwinMemory(int[] starts, int[] words, ImmutableList<int[]> added) => (_starts, _words, _added) = (starts, words, added);

    /// <summary>The rows, added ones included.</summary>
    public int Count => _starts.Length - 1 + _added.Count;

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

    public ReadOnlySpan<int> Words(int row) =>
        row < _starts.Length - 1 ? _words.AsSpan(_starts[row].._starts[row + 1]) : _added[row - _starts.Length + 1];

    /// <summary>A memory with more rows, which shares those of this one.</summary>
    public TwinMemory Add(IReadOnlyList<string> texts)
    {
        var trail = new WordTrail();
        var added = _added.ToBuilder();
        foreach (var text in texts)
        {
            trail.Read(text);
            added.Add([.. trail.Words]);
        }

        return new TwinMemory(_starts, _words, added.ToImmutable());
    }

    /// <summary>A memory with the rows of another behind its own.</summary>
    public TwinMemory Join(TwinMemory other) => new(_starts, _words, _added.AddRange(Enumerable.Range(0, other.Count).Select(row => other.Words(row).ToArray())));

    /// <summary>A memory without some of the rows that were added.</summary>
    /// <param name="first">The place of the first among those that were added.</param>
    /// <param name="count">How many leave.</param>
    public TwinMemory Forget(int first, int count) => new(_starts, _words, _added.RemoveRange(first, count));

    /// <summary>The very same words in the same order are the same question, whose outcomes speak for themselves.</summary>
    public static bool IsTwin(double likeness, bool reordered) => likeness >= TwinTransfer.LeastLikeness && (likeness < 1 || reordered);

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
            var (likeness, reordered) = trail.Compare(Words(neighbour.Row));
            if (likeness > best.Likeness && IsTwin(likeness, reordered))
                best = new Twin(neighbour.Row, likeness, reordered);
        }

        return best;
    }
}
