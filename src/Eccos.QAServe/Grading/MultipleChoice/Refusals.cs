using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Recognises a text that declines to answer.</summary>
internal static partial class Refusals
{
    public static bool IsOne(string text) => Phrase().IsMatch(text);

    [GeneratedRegex(
        @"\b(?:can(?:no|')?t|cannot|can not|can’t|unable to|not able to|won't|won’t|will not|refuse to|decline to|not comfortable|not possible to|impossible to)\b[^.\n]{0,40}"
        + @"\b(?:answer|determine|choose|select|pick|decide|help|assist|provide|say|tell|comply|identify|conclude|fulfil+)"
        + @"|\bnone of (?:the|these) (?:given |above |listed |provided )?(?:options|choices|answers|statements)"
        + @"|\bI (?:don't|do not|don’t) know|\bnot sure which|\bno (?:correct|right) (?:answer|option)|\binsufficient information|\bnot enough information",
        RegexOptions.IgnoreCase)]
    private static partial Regex Phrase();
}
