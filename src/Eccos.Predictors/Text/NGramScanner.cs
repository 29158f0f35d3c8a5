namespace Eccos.Predictors;

/// <summary>
/// Cuts a text into word and character n-grams and hashes each into one of <see cref="BucketCount"/> buckets: feature hashing,
/// K. Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
/// </summary>
/// <remarks>
/// Letters are compared without case and every digit counts as 0, because which number a question holds tells little and how it is
/// written tells much. White space of any kind and length is one space. One pass, no memory of its own, whatever the length or script:
/// <see cref="Read"/> is called until it has nothing more.
/// </remarks>
internal ref struct NGramScanner(ReadOnlySpan<char> text)
{
    /// <summary>The bits of a bucket's number: wide enough that n-grams of a few hundred thousand kinds seldom meet in one.</summary>
    public const int BucketBits = 22;

    public const int BucketCount = 1 << BucketBits;

    /// <summary>What each ASCII character is read as: letters in lower case, digits as 0, control characters as spaces.</summary>
    private static ReadOnlySpan<byte> Ascii =>
        "                                 !\"#$%&'()*+,-./0000000000:;<=>?@abcdefghijklmnopqrstuvwxyz[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\u007f"u8;

    private const ulong WordSeed = 0x9E3779B97F4A7C15;
    private const ulong PairSeed = 0xC2B2AE3D27D4EB4F;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    /// <summary>A character ends at most a word and a pair, is a symbol, and completes two character n-grams.</summary>
    private const int MostPerCharacter = 5;

    private readonly ReadOnlySpan<char> _text = text;
    private int _next;
    private ulong _word;
    private ulong _previousWord;

    /// <summary>The last four characters, 16 bits each, the newest lowest: a character n-gram is its low 16 n bits.</summary>
    private ulong _window = ' ';

    /// <summary>Reads on and writes the bucket of every n-gram, as often as it occurs.</summary>
    /// <param name="buckets">Room for 16 buckets or more.</param>
    /// <returns>How many were written; 0 at the end of the text.</returns>
    public int Read(Span<int> buckets)
    {
        // In locals, the state stays in registers.
        var (length, next, word, previousWord, window) = (_text.Length, _next, _word, _previousWord, _window);
        var count = 0;
        for (; next <= length && count <= buckets.Length - MostPerCharacter; next++)
        {
            var c = next < length ? Normalize(_text[next]) : ' ';
            if (IsWordCharacter(c))
            {
                word = ((word == 0 ? WordSeed : word) ^ c) * Multiplier;
            }
            else
            {
                if (word != 0)
                {
                    buckets[count++] = Bucket(word);
                    if (previousWord != 0)
                        buckets[count++] = Bucket((previousWord * PairSeed) ^ word);
                    previousWord = word;
                    word = 0;
                }

                // A symbol such as "=" or "{" is a word of its own; it does not join a pair, so pairs reach across punctuation.
                if (c != ' ')
                    buckets[count++] = Bucket((PairSeed ^ c) * Multiplier);
                else if ((char)window == ' ')
                    continue;
            }

            window = (window << 16) | c;
            if (window >> 32 != 0)
                buckets[count++] = Bucket(window & 0xFFFF_FFFF_FFFF);
            if (window >> 48 != 0)
                buckets[count++] = Bucket(window);
        }

        (_next, _word, _previousWord, _window) = (next, word, previousWord, window);
        return count;
    }

    private static char Normalize(char c)
    {
        if (c < Ascii.Length)
            return (char)Ascii[c];
        if (char.IsWhiteSpace(c))
            return ' ';
        return char.IsDigit(c) ? '0' : char.ToLowerInvariant(c);
    }

    private static bool IsWordCharacter(char c) => c < Ascii.Length ? char.IsAsciiLetterLower(c) || c == '0' : char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static int Bucket(ulong value)
    {
        value ^= value >> 32;
        value *= Multiplier;
        value ^= value >> 29;
        value *= WordSeed;
        return (int)(value >> (64 - BucketBits));
    }
}
