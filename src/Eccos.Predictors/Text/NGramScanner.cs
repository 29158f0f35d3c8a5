namespace Eccos.Predictors;

/// <summary>
/// Cuts a text into word and character n-grams and hashes each into one of <see cref="BucketCount"/> buckets: feature hashing,
/// K. Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
/// </summary>
/// <remarks>
/// Letters are compared without case and every digit counts as 0, because which number a question holds tells little and how it is
/// written tells much. White space of any kind and length is one space. One pass, no memory of its own, whatever the length or script.
/// </remarks>
internal static class NGramScanner
{
    /// <summary>The bits of a bucket's number: wide enough that n-grams of a few hundred thousand kinds seldom meet in one.</summary>
    public const int BucketBits = 22;

    public const int BucketCount = 1 << BucketBits;

    private const ulong WordSeed = 0x9E3779B97F4A7C15;
    private const ulong PairSeed = 0xC2B2AE3D27D4EB4F;
    private const ulong Multiplier = 0xD6E8FEB86659FD93;

    /// <summary>Reports the bucket of every n-gram, as often as it occurs.</summary>
    public static void Scan<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, INGramSink, allows ref struct
    {
        // The last four characters, 16 bits each, the newest lowest: a character n-gram is its low 16 n bits.
        var window = (ulong)' ';
        var filled = 1;
        var word = 0UL;
        var previousWord = 0UL;

        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? Normalize(text[i]) : ' ';
            if (IsWordCharacter(c))
            {
                word = ((word == 0 ? WordSeed : word) ^ c) * Multiplier;
            }
            else
            {
                if (word != 0)
                {
                    sink.Add(Bucket(word));
                    if (previousWord != 0)
                        sink.Add(Bucket((previousWord * PairSeed) ^ word));
                    previousWord = word;
                    word = 0;
                }

                // A symbol such as "=" or "{" is a word of its own; it does not join a pair, so pairs reach across punctuation.
                if (c != ' ')
                    sink.Add(Bucket((PairSeed ^ c) * Multiplier));
                else if ((char)window == ' ')
                    continue;
            }

            window = (window << 16) | c;
            filled++;
            if (filled >= 3)
                sink.Add(Bucket(window & 0xFFFF_FFFF_FFFF));
            if (filled >= 4)
                sink.Add(Bucket(window));
        }
    }

    private static char Normalize(char c)
    {
        if (char.IsAsciiLetterLower(c))
            return c;
        if (char.IsAscii(c))
        {
            if (char.IsAsciiLetterUpper(c))
                return (char)(c | 0x20);
            return char.IsAsciiDigit(c) ? '0' : c <= ' ' ? ' ' : c;
        }

        if (char.IsWhiteSpace(c))
            return ' ';
        return char.IsDigit(c) ? '0' : char.ToLowerInvariant(c);
    }

    private static bool IsWordCharacter(char c) => char.IsAscii(c) ? char.IsAsciiLetterLower(c) || c == '0' : char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    private static int Bucket(ulong value)
    {
        value ^= value >> 32;
        value *= Multiplier;
        value ^= value >> 29;
        value *= WordSeed;
        return (int)(value >> (64 - BucketBits));
    }
}
