using System.Globalization;
using System.Text;

namespace Eccos.QAServe;

/// <summary>
/// The words of an answer as SQuAD compares them (Rajpurkar et al. 2016): in lower case, without punctuation and articles; here also without
/// accents and with small numbers as digits.
/// </summary>
internal static class NormalizedAnswer
{
    private static readonly HashSet<string> _articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    public static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        var folded = PlainLetters.HalfWidth(text).Replace("ß", "ss", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase).Replace("œ", "oe", StringComparison.OrdinalIgnoreCase);
        for (var k = 0; k < folded.Length; k++)
        {
            var letter = PlainLetters.WithoutLowering(folded[k]);
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark || letter is '\'' or '’' or '‘' or '`')
                continue;
            if (IsWithinNumber(folded, k))
                plain.Append(letter == '.' ? "." : "");
            else
                plain.Append(char.IsLetterOrDigit(letter) || letter is '%' or '+' ? PlainLetters.WithoutAccent(char.ToLowerInvariant(letter)) : ' ');
        }

        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !_articles.Contains(word)).Select(SmallNumbers.Digits)];
    }

    // The comma of 1,000 goes, the point of 3.5 stays.
    private static bool IsWithinNumber(string text, int k) =>
        text[k] is '.' or ',' && k > 0 && k + 1 < text.Length && char.IsAsciiDigit(text[k - 1]) && char.IsAsciiDigit(text[k + 1]);
}
