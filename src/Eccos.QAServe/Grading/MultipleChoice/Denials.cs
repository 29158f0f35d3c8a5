using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Recognises that a choice is named only to say that it is not the answer: "A is wrong", "not B".</summary>
internal static partial class Denials
{
    /// <summary>Whether what follows a letter says so.</summary>
    public static bool AreBehind(string text, int end) => Behind().IsMatch(text, end);

    /// <summary>Whether what stands before a letter says so.</summary>
    public static bool AreBefore(string text, int start) => Before().IsMatch(text[Math.Max(0, start - 40)..start]);

    [GeneratedRegex(
        @"\G[^\S\n]*(?:\([^)\n]{0,60}\)|[:,-]\s[^.\n]{0,60}?,?)?[^\S\n]*(?:(?:is|are|was|were|would be|must be|seems|looks|es|est|ist|è|é)\s+(?:clearly |definitely |also |obviously |therefore |simply |both )*"
        + @"(?:not|never|neither|hardly|wrong|incorrect|false|untrue|invalid|out|ruled out|eliminated|fauss?e?|falsch|falsa?|sbagliat[ao]|errad[ao])\b|(?:is|are|was|were|would|does|do|can|could)n['’]t\b|(?:cannot|can not|does not|do not|would not|could not)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"\b(?:not|rules? out|eliminates?|excludes?)\s+(?:option\s+|choice\s+|answer\s+)*[(\[""']*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
