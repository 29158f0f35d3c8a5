using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>
/// Finds the final answer in a solution: what is tagged or boxed, a JSON answer, what follows "the answer is", the last formula, or the whole
/// of a text that is nothing else.
/// </summary>
internal static partial class FinalExpression
{
    private const int LongestBareAnswer = 120;

    public static string? Find(string response)
    {
        var text = Power().Replace(ResponseText.WithoutReasoning(response), "^");
        if (text.Length == 0)
            return null;
        if ((Tagged(text) ?? Boxed(text) ?? JsonAnswer.Find(text) ?? AnswerCue.After(text) ?? LastFormula(text)) is { } found)
            return Tidy(found);
        var isBare = text.Length <= LongestBareAnswer && !text.Contains('\n', StringComparison.Ordinal);
        return isBare && !Refusals.IsOne(text) ? Tidy(text) : null;
    }

    private static string? Tagged(string text) => ResponseText.LastTagged(text) is { } tagged ? Boxed(tagged) ?? tagged : null;

    // Several answers are often boxed one by one in the last line that has any.
    private static string? Boxed(string text)
    {
        if (ResponseText.LastBoxed(text) is not { } last)
            return null;
        var line = text.Split('\n').Last(candidate => candidate.Contains("boxed", StringComparison.Ordinal) || candidate.Contains("\\fbox", StringComparison.Ordinal));
        string[] all = [.. BoxStart().Matches(line).Select(box => Braces.Inside(line, box.Index + box.Length - 1)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return all.Length > 1 ? string.Join(", ", all) : last;
    }

    private static string? LastFormula(string text)
    {
        var formula = Formula().Match(text);
        if (!formula.Success)
            return null;
        var content = formula.Groups.Values.Skip(1).First(group => group.Success).Value;
        var equals = content.LastIndexOf('=');
        return equals > 0 && content[equals - 1] is not ('<' or '>' or '!' or '\\') && !content.Contains("\\begin", StringComparison.Ordinal) ? content[(equals + 1)..] : content;
    }

    private static string Tidy(string answer)
    {
        var text = ResponseText.WithoutMarkdown(answer).Trim().TrimEnd('.', '。', ',', ';', ':').Trim();
        return Approximation().Replace(text, "") is { Length: > 0 } tidied ? tidied.Trim() : text;
    }

    // "x**2" and "x ** 2"; what is set bold begins or ends at a word.
    [GeneratedRegex(@"(?<=(?<!\p{L})\p{L}|[\d)}\]])(?:\*\*(?=-?\d|\p{L}(?!\p{L})|[({](?!\p{L}{2}))| \*\* (?=\S))")]
    private static partial Regex Power();

    [GeneratedRegex(@"\\f?boxed\s*\{|\\fbox\s*\{")]
    private static partial Regex BoxStart();

    [GeneratedRegex(@"\$\$(.+?)\$\$|(?<!\\)\$([^$]+?)(?<!\\)\$|\\\[(.+?)\\\]|\\\((.+?)\\\)", RegexOptions.Singleline | RegexOptions.RightToLeft)]
    private static partial Regex Formula();

    // "\sqrt{2} \approx 1.41": the exact value is the answer.
    [GeneratedRegex(@"\s*(?:\\approx|≈)[^,;]*$")]
    private static partial Regex Approximation();
}
