namespace Eccos.Predictors;

/// <summary>
/// The distinct words and symbols of a text as hashes, in the order in which they occur last, the end of the text first: in questions with
/// answer options, the order of the options. Reused from text to text.
/// </summary>
internal sealed class WordTrail
{
    /// <summary>A text of more distinct words has none: what two long texts share says little of whether they ask the same.</summary>
    public const int Longest = 512;

    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private readonly List<int> _all = [];
    private readonly List<int> _distinct = [];
    private readonly Dictionary<int, int> _places = [];

    /// <summary>The words; none when the text has more than <see cref="Longest"/>.</summary>
    public IReadOnlyList<int> Words => _distinct;

    public void Read(ReadOnlySpan<char> text)
    {
        _all.Clear();
        _distinct.Clear();
        _places.Clear();
        var hash = 0u;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                // FNV-1a, 32 bits
                hash = ((hash == 0 ? Offset : hash) ^ char.ToLowerInvariant(c)) * Prime;
                continue;
            }

            End(ref hash);
            if (!char.IsWhiteSpace(c))
                _all.Add(c);
        }

        End(ref hash);
        for (var k = _all.Count - 1; k >= 0; k--)
        {
            if (_places.TryAdd(_all[k], _distinct.Count))
                _distinct.Add(_all[k]);
        }

        if (_distinct.Count <= Longest)
            return;
        _distinct.Clear();
        _places.Clear();
    }

    /// <summary>How alike another text is.</summary>
    /// <param name="other">Its words, as <see cref="Words"/> has them.</param>
    /// <returns>The share of the distinct words of the longer text that both have, and whether those stand in another order.</returns>
    public (double Likeness, bool Reordered) Compare(ReadOnlySpan<int> other)
    {
        if (other.Length == 0 || _distinct.Count == 0)
            return (0, false);
        var (common, last, reordered) = (0, -1, false);
        foreach (var word in other)
        {
            if (!_places.TryGetValue(word, out var place))
                continue;
            common++;
            reordered |= place < last;
            last = place;
        }

        return ((double)common / Math.Max(other.Length, _distinct.Count), reordered);
    }

    private void End(ref uint hash)
    {
        if (hash != 0)
            _all.Add((int)(hash | 0x8000_0000));
        hash = 0;
    }
}
