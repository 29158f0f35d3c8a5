using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Reads letters of choices where they stand as letters, not as words or parts of words.</summary>
internal sealed class LetterScanner
{
    private readonly Regex _item;
    private readonly Regex _separator;
    private readonly Regex _marked;
    private readonly int _count;

    public LetterScanner(int count)
    {
        _count = count;
        var last = BenchmarkItem.Letter(count - 1);
        var letter = $"[A-{last}a-{char.ToLowerInvariant(last)}]";

        // Chinese, Japanese and Korean put no space around a letter.
        const string Alphabetic = @"[\p{L}-[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]]";

        // Not the start of a word, an abbreviation, C++, C#, A's, I'm, D-day or 3-D.
        _item = new Regex($@"\G[(\[{{<""'“”‘«「『]*(?<!{Alphabetic}|\p{{N}}['’.-])({letter})(?<close>[)\]}}>""'”’»」』]*)(?!{Alphabetic}|[\p{{N}}'’+#°^_=]|[-.]\p{{L}})", RegexOptions.CultureInvariant);
        _separator = new Regex(
            @"\G\s*(?:,\s*(?:and|or|y|und|et|oder)\s|[,;/&+、，]|\b(?:and/or|and|or|as well as|y|o|et|ou|und|oder|e|и|или)\b|和|或|与|と|또는)\s*(?:also\s+)?(?:option|choice|answer|opción)?\s*",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
        _marked = new Regex(
            $@"(?:\b(?i:option|choice|answer|letter)\s+[(\[""']?|[(\[])({letter})[)\]](?!\p{{L}})|\b(?i:option|choice|letter)\s+[""']?([A-{last}])\b",
            RegexOptions.CultureInvariant);
    }

    /// <summary>The letters of a text that holds nothing else, such as "(C)", "C." or "A and C"; null for any other text.</summary>
    public string? ReadAll(string text)
    {
        var trimmed = text.Trim(' ', '\n', '\r', '\t', '.', ',', ':', ';', '!', '-', '。', '，', '"', '\'');
        if (trimmed.Length == 1)
            return IsLetter(trimmed[0]) ? trimmed.ToUpperInvariant() : null;
        if (trimmed.Length is > 1 and <= 12 && trimmed.All(IsCapital) && trimmed.Distinct().Count() == trimmed.Length && trimmed.Length <= _count && trimmed.Length <= 3)
            return trimmed;
        return ReadList(trimmed, 0, out var end) is { } letters && end == trimmed.Length ? letters : null;
    }

    /// <summary>The letters of a list that begins at a place: "C", "(A) and (B)", "A, B or D".</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the list begins.</param>
    /// <param name="end">The place behind it.</param>
    /// <returns>Capital letters, each once; null when no letter stands there.</returns>
    public string? ReadList(string text, int start, out int end)
    {
        end = start;
        var item = _item.Match(text, start);
        if (!item.Success || IsWord(text, item))
            return null;
        var letters = item.Groups[1].Value.ToUpperInvariant();
        end = item.Index + item.Length;
        while (true)
        {
            var separator = _separator.Match(text, end);
            if (!separator.Success)
                return letters;
            var next = _item.Match(text, end + separator.Length);
            if (!next.Success || IsWord(text, next) || !EndsList(text, next, separator.Value))
                return letters;
            var letter = char.ToUpperInvariant(next.Groups[1].Value[0]);
            if (!letters.Contains(letter, StringComparison.Ordinal))
                letters += letter;
            end = next.Index + next.Length;
        }
    }

    /// <summary>The only letter that is written as one anywhere, such as "(C)" or "option C"; null when there is none or more than one.</summary>
    public string? OnlyMarked(string text)
    {
        var letters = _marked.Matches(text).Where(match => !Denials.AreBehind(text, match.Index + match.Length) && !Denials.AreBefore(text, match.Index)).Select(match => char.ToUpperInvariant((match.Groups[1].Success ? match.Groups[1] : match.Groups[2]).Value[0])).Distinct().ToArray();
        return letters.Length == 1 ? letters[0].ToString() : null;
    }

    private bool IsLetter(char letter) => IsCapital(char.ToUpperInvariant(letter));

    private bool IsCapital(char letter) => letter >= 'A' && letter <= BenchmarkItem.Letter(_count - 1);

    // A lower-case letter is one only where it is set apart; "A" and "I" before a word are an article and a pronoun.
    private static bool IsWord(string text, Match item)
    {
        var letter = item.Groups[1].Value[0];
        var isBracketed = item.Groups["close"].Length > 0 && item.Length > 2;
        var next = item.Index + item.Length;
        if (isBracketed || next == text.Length)
            return false;
        var isFollowedByWord = text[next] is ' ' && next + 1 < text.Length && char.IsLetter(text[next + 1]) && !Conjunctions.StartAt(text, next + 1);
        if (char.IsLower(letter))
            return item.Groups["close"].Length == 0 && !(text[next] is '.' or ',' or '\n' or ')' or ':' or ';' or '!');
        return letter is 'A' or 'I' && item.Groups["close"].Length == 0 && isFollowedByWord;
    }

    // "C, A is wrong" is no list: after a comma the next letter must end a clause or go on with the list.
    private bool EndsList(string text, Match item, string separator)
    {
        var next = item.Index + item.Length;
        if (separator.Any(char.IsLetter) || next == text.Length || text[next] is '.' or ',' or ';' or ':' or '!' or ')' or '\n' or ']' or '"')
            return true;
        return _separator.IsMatch(text, next) || Conjunctions.AreAt(text, next);
    }
}
