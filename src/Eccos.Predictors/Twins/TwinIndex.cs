using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>
/// Finds a text's twin among past texts by their words alone, exactly, by prefix filtering (S. Chaudhuri, V. Ganti, R. Kaushik, "A Primitive
/// Operator for Similarity Joins in Data Cleaning", ICDE 2006; R. Bayardo, Y. Ma, R. Srikant, "Scaling Up All Pairs Similarity Search", WWW 2007):
/// <code>
/// |a and b| >= s0 max(|a|, |b|)   =>   the p(|a|) rarest words of a and the p(|b|) rarest of b have one in common        p(n) = n - ceil(s0 n) + 1
/// </code>
/// so that a text is compared with those past texts alone that share one of its rarest words.
/// </summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own scratch memory.</remarks>
internal sealed class TwinIndex
{
    /// <summary>The past texts that one text is compared with; only where very many are made from one pattern are there more.</summary>
    private const int MostCandidates = 512;

    /// <summary>The place of each word when all are ordered from the rarest to the most common.</summary>
    private readonly Dictionary<int, int> _ranks;

    /// <summary>Where the words of each past text begin in <see cref="_ordered"/>, and where the last text's end.</summary>
    private readonly int[] _texts;

    /// <summary>The words of every past text by their places, the rarest first.</summary>
    private readonly int[] _ordered;

    /// <summary>Where the past texts of each word begin in <see cref="_rows"/>, and where the last word's end.</summary>
    private readonly int[] _starts;

    /// <summary>The past texts that have a word among their rarest, word by word.</summary>
    private readonly int[] _rows;

    public TwinIndex(TwinMemory memory)
    {
        Memory = memory;
        var frequencies = new Dictionary<int, int>();
        for (var row = 0; row < memory.Count; row++)
        {
            foreach (var word in memory.Words(row))
                frequencies[word] = frequencies.GetValueOrDefault(word) + 1;
        }

        _ranks = frequencies.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Select((pair, rank) => (pair.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);

        _texts = new int[memory.Count + 1];
        _ordered = new int[frequencies.Values.Sum()];
        _starts = new int[_ranks.Count + 1];
        var places = new List<(int Rank, int Row)>();
        for (var row = 0; row < memory.Count; row++)
        {
            var words = memory.Words(row);
            _texts[row + 1] = _texts[row] + words.Length;
            var own = _ordered.AsSpan(_texts[row], words.Length);
            for (var k = 0; k < own.Length; k++)
                own[k] = _ranks[words[k]];
            own.Sort();
            foreach (var rank in own[..Prefix(own.Length)])
                places.Add((rank, row));
        }

        places.Sort();
        _rows = [.. places.Select(place => place.Row)];
        foreach (var (rank, _) in places)
            _starts[rank + 1]++;
        for (var rank = 0; rank < _ranks.Count; rank++)
            _starts[rank + 1] += _starts[rank];
    }

    public TwinMemory Memory { get; }

    /// <summary>The twin of each past text among the others.</summary>
    /// <param name="texts">The past texts, row by row.</param>
    /// <param name="parallel">The threads.</param>
    public Twin[] FindAmongOthers(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var twins = new Twin[texts.Count];
        Parallel.For(0, texts.Count, parallel, () => new TwinScratch(), (i, _, scratch) =>
        {
            twins[i] = Find(texts[i], i, scratch);
            return scratch;
        }, _ => { });
        return twins;
    }

    /// <summary>The twin of a text, the earliest of those most alike, or <see cref="Twin.None"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="except">A row that is not to be found; -1 for none.</param>
    /// <param name="scratch">Scratch memory.</param>
    public Twin Find(ReadOnlySpan<char> text, int except, TwinScratch scratch)
    {
        scratch.Trail.Read(text);
        var length = scratch.Trail.Words.Count;
        scratch.Ranks.Clear();
        foreach (var word in scratch.Trail.Words)
        {
            if (_ranks.TryGetValue(word, out var rank))
                scratch.Ranks.Add(rank);
        }

        // Words that no past text has are the rarest.
        var prefix = Prefix(length) - (length - scratch.Ranks.Count);
        scratch.Ranks.Sort();
        scratch.Seen.Clear();
        var own = CollectionsMarshal.AsSpan(scratch.Ranks);
        var best = Twin.None;
        for (var k = 0; k < prefix; k++)
        {
            foreach (var row in _rows.AsSpan(_starts[own[k]].._starts[own[k] + 1]))
            {
                var other = _ordered.AsSpan(_texts[row].._texts[row + 1]);
                var least = Least(Math.Max(length, other.Length));
                if (row == except || Math.Min(own.Length, other.Length) < least || !scratch.Seen.Add(row))
                    continue;
                if (scratch.Seen.Count > MostCandidates)
                    return best;
                if (!HaveInCommon(own, other, least))
                    continue;
                var (likeness, reordered) = scratch.Trail.Compare(Memory.Words(row));
                if (TwinMemory.IsTwin(likeness, reordered) && (likeness > best.Likeness || (likeness == best.Likeness && row < best.Row)))
                    best = new Twin(row, likeness, reordered);
            }
        }

        return best;
    }

    /// <summary>Whether two ascending lists have so many values in common; most often the rarest words tell that they have not.</summary>
    private static bool HaveInCommon(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int least)
    {
        var (i, j) = (0, 0);
        var (spareA, spareB) = (a.Length - least, b.Length - least);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (i, j) = (i + 1, j + 1);
            else if (a[i] < b[j] ? --spareA < 0 : --spareB < 0)
                return false;
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return i - (a.Length - least - spareA) >= least;
    }

    /// <summary>p(n); 0 for a text without words.</summary>
    private static int Prefix(int length) => length == 0 ? 0 : length - Least(length) + 1;

    /// <summary>ceil(s0 n), the common words of twins of which the longer one has n.</summary>
    private static int Least(int length) => (int)Math.Ceiling((TwinTransfer.LeastLikeness * length) - 1e-9);
}
