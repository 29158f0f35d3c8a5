using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Reads the letter of a text whose first or last line is an answer in the form of a choice: "C. Paris", "(C) Paris", "C".</summary>
internal static partial class ChoiceLines
{
    public static string? Read(string text, LetterScanner letters)
    {
        string[] lines = [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (lines.Length == 0)
            return null;

        // A model that lists the choices anew, or goes through them one by one, begins more than one line like this.
        var labels = lines.Select(line => Label(line, letters)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (labels.Length > 1)
            return letters.ReadAll(lines[^1]) ?? (lines.Length > labels.Length && letters.ReadAll(lines[0]) is { } first ? first : null);
        return Label(lines[0], letters) ?? letters.ReadAll(lines[^1]) ?? Label(lines[^1], letters) ?? letters.ReadAll(lines[^1][(lines[^1].LastIndexOfAny([':', '：']) + 1)..]);
    }

    /// <summary>The letter of a first line that is nothing but one, where more lines follow and none of them is; null otherwise.</summary>
    public static string? BareFirst(string text, LetterScanner letters)
    {
        string[] lines = [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return lines.Length > 1 && letters.ReadAll(lines[0]) is { Length: 1 } first && !lines.Skip(1).Any(line => letters.ReadAll(line) is not null) ? first : null;
    }

    private static string? Label(string line, LetterScanner letters)
    {
        var start = Bullet().Match(line).Length;
        if (letters.ReadList(line, start, out var end) is not { } label || Denials.AreBehind(line, end))
            return null;
        var rest = line.AsSpan(end);
        var isSetApart = rest.IsEmpty || rest[0] is ')' or '.' or ':' or ',' or ';' or '。' or '、' || rest.StartsWith(" -") || rest.StartsWith(" –") || rest.StartsWith(" —") || rest.StartsWith(" (") || rest.StartsWith(" ->");
        var isBracketed = line[end - 1] is ')' or ']';
        var isExplained = rest.Length > 1 && rest[0] == ' ' && Conjunctions.StartAt(line, end + 1);
        return isSetApart || isBracketed || isExplained ? label : null;
    }

    [GeneratedRegex(@"^(?:[-•]\s*|(?i:option|choice)\s+)?")]
    private static partial Regex Bullet();
}
