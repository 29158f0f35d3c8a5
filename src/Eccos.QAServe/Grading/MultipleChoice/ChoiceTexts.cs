using System.Text;

namespace Eccos.QAServe;

/// <summary>Finds a choice by its text, where a model wrote that instead of the letter.</summary>
internal sealed class ChoiceTexts(IReadOnlyList<string> choices)
{
    private readonly string[] _choices = [.. choices.Select(Plain)];

    /// <summary>The letter of the choice whose text is all there is; null when there is none or more than one.</summary>
    public string? Exactly(string text)
    {
        var plain = Plain(text);
        int[] equal = [.. Enumerable.Range(0, _choices.Length).Where(j => plain.Length > 0 && _choices[j] == plain)];
        return equal.Length == 1 ? BenchmarkItem.Letter(equal[0]).ToString() : null;
    }

    /// <summary>The letter of the choice whose text begins at a place and ends with a word; the longest one counts.</summary>
    public string? At(string text, int start)
    {
        var plain = Plain(text[start..Math.Min(text.Length, start + 400)]);
        int[] found = [.. Enumerable.Range(0, _choices.Length).Where(j => _choices[j].Length > 0 && Begins(plain, _choices[j])).OrderByDescending(j => _choices[j].Length)];
        return found.Length == 0 || (found.Length > 1 && _choices[found[0]] == _choices[found[1]]) ? null : BenchmarkItem.Letter(found[0]).ToString();
    }

    /// <summary>The letter of the only choice whose text stands in the last sentence, or in the whole of a short text; null otherwise.</summary>
    public string? In(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null : Only(text) ?? Only(lines[^1]) ?? Only(LastSentence(lines[^1]));
    }

    private string? Only(string text)
    {
        var plain = $" {Plain(text)} ";
        List<int> found = [.. Enumerable.Range(0, _choices.Length).Where(j => _choices[j].Length > 0 && plain.Contains($" {_choices[j]} ", StringComparison.Ordinal))];

        // "south america" holds "america" too: the shorter one does not count where the longer one stands.
        found.RemoveAll(j => found.Exists(k => k != j && _choices[k].Length > _choices[j].Length && _choices[k].Contains(_choices[j], StringComparison.Ordinal)
            && !plain.Replace($" {_choices[k]} ", " | ", StringComparison.Ordinal).Contains($" {_choices[j]} ", StringComparison.Ordinal)));
        return found.Count == 1 ? BenchmarkItem.Letter(found[0]).ToString() : null;
    }

    private static bool Begins(string text, string choice) =>
        text.StartsWith(choice, StringComparison.Ordinal) && (text.Length == choice.Length || text[choice.Length] == ' ');

    private static string LastSentence(string line)
    {
        var end = line.TrimEnd('.', '!', '?', ' ');
        var start = end.LastIndexOfAny(['.', '!', '?']);
        return start < 0 ? end : end[(start + 1)..];
    }

    // Words in lower case with single spaces between them; signs that carry meaning in numbers and formulas stay.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var k = 0; k < text.Length; k++)
        {
            var letter = text[k];
            var isKept = char.IsLetterOrDigit(letter) || letter is '+' or '-' or '/' or '^' or '%' or '=' or '<' or '>'
                || (letter is '.' or ',' && k > 0 && k + 1 < text.Length && char.IsDigit(text[k - 1]) && char.IsDigit(text[k + 1]));
            if (isKept)
                plain.Append(char.ToLowerInvariant(letter));
            else if (plain.Length > 0 && plain[^1] != ' ' && letter is not ('\'' or '’'))
                plain.Append(' ');
        }

        var words = plain.ToString().Trim();
        return words.StartsWith("the ", StringComparison.Ordinal) ? words[4..] : words;
    }
}
