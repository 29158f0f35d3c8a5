using System.Globalization;
using System.Text;

namespace Eccos.QAServe;

/// <summary>
/// The words of an answer as SQuAD compares them (Rajpurkar et al. 2016): in lower case, without punctuation and articles; here also without
/// accents and with small numbers as digits. A sign before a number and behind a letter is part of the word (-40, C#), an article stands before
/// another word (not in "vitamin A"), and a text without any word is itself one.
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
                plain.Append(IsMinus(folded, k) ? '-' : char.IsLetterOrDigit(letter) || letter is '%' or '+' || IsSharp(folded, k) ? PlainLetters.WithoutAccent(char.ToLowerInvariant(letter)) : ' ');
        }

        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return text.Trim() is { Length: > 0 } signs ? [signs] : [];
        return [.. words.Where((word, place) => place == words.Length - 1 || !_articles.Contains(word)).Select(SmallNumbers.Digits)];
    }

    // Not the dash of 1914-1918.
    private static bool IsMinus(string text, int k) =>
        text[k] is '-' or '−' && k + 1 < text.Length && char.IsAsciiDigit(text[k + 1]) && (k == 0 || !char.IsLetterOrDigit(text[k - 1]));

    // C# and F##.
    private static bool IsSharp(string text, int k) => text[k] == '#' && k > 0 && (char.IsLetter(text[k - 1]) || IsSharp(text, k - 1));

    // The comma of 1,000 goes, the point of 3.5 stays.
    private static bool IsWithinNumber(string text, int k) =>
        text[k] is '.' or ',' && k > 0 && k + 1 < text.Length && char.IsAsciiDigit(text[k - 1]) && char.IsAsciiDigit(text[k + 1]);
}
