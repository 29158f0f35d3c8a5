using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Words without their case, spaces and punctuation.</summary>
internal static partial class PlainWords
{
    public static string Of(string text) => string.Concat(WithoutSpaces(text).Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '_' or '+' or '-' or '/' or '^' or '.' or '<' or '>' or '=')).ToLowerInvariant().TrimEnd('.');

    /// <summary>The text without its spaces, but for those between digits: "1 1/2" is not "11/2".</summary>
    public static string WithoutSpaces(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"(?<!\d)\s+|\s+(?!\s*\d)")]
    private static partial Regex Space();
}
