using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>What all graders need of a model's text: the part after its reasoning, and the places where models put a final answer.</summary>
internal static partial class ResponseText
{
    /// <summary>The text without the reasoning that some models write between tags; reasoning that was never ended leaves no answer.</summary>
    public static string WithoutReasoning(string response)
    {
        var text = ReasoningBlock().Replace(response, " ");
        if (ReasoningEnd().Match(text) is { Success: true } end)
            text = text[(end.Index + end.Length)..];
        if (ReasoningStart().Match(text) is { Success: true } start)
            text = text[..start.Index];
        return text.Trim();
    }

    /// <summary>The content of the last <c>&lt;answer&gt;</c> element; null when there is none.</summary>
    public static string? LastTagged(string text) => AnswerTag().Match(text) is { Success: true } tag ? tag.Groups[1].Value.Trim() : null;

    /// <summary>The content of the last \boxed or \fbox, its braces balanced; null when there is none.</summary>
    public static string? LastBoxed(string text)
    {
        foreach (Match box in Box().Matches(text))
        {
            var start = box.Index + box.Length;
            if (start < text.Length && text[start] == '{')
            {
                if (Braces.Inside(text, start) is { } inside)
                    return inside.Trim();
            }
            else if (start < text.Length && box.Value[^1] == ' ')
            {
                return text[start..].Split([' ', '\n', '$', '.'], 2)[0];
            }
        }

        return null;
    }

    /// <summary>The text without the marks that set letters bold or show code.</summary>
    public static string WithoutMarkdown(string text) => Markdown().Replace(text, "");

    [GeneratedRegex(@"<(think|thinking|reasoning|thought|scratchpad)>.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ReasoningBlock();

    [GeneratedRegex(@"</(?:think|thinking|reasoning|thought|scratchpad)>", RegexOptions.RightToLeft | RegexOptions.IgnoreCase)]
    private static partial Regex ReasoningEnd();

    [GeneratedRegex(@"<(?:think|thinking|reasoning|thought|scratchpad)>", RegexOptions.IgnoreCase)]
    private static partial Regex ReasoningStart();

    [GeneratedRegex(@"<(?:final_)?answer>(.*?)</(?:final_)?answer>", RegexOptions.Singleline | RegexOptions.RightToLeft | RegexOptions.IgnoreCase)]
    private static partial Regex AnswerTag();

    [GeneratedRegex(@"\\f?boxed ?|\\fbox ?", RegexOptions.RightToLeft)]
    private static partial Regex Box();

    [GeneratedRegex(@"\*{2,}|\*(?!(?<=[\p{L}\d)}]\s?\*)\s?[\d(\\-])|`+|~~|^\s{0,3}#{1,6}(?=\s)|^\s{0,3}>|(?<![\p{L}\p{N}\\}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}{])", RegexOptions.Multiline)]
    private static partial Regex Markdown();
}
