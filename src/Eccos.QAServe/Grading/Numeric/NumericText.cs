using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Brings numbers in LaTeX and Unicode down to plain text: \frac{3}{4} to 3/4, 2½ to 2 1/2, 10⁵ to 10^5, １０ and १० to 10.</summary>
internal static partial class NumericText
{
    private static readonly (string From, string To)[] _signs =
    [
        ("½", " 1/2"), ("¼", " 1/4"), ("¾", " 3/4"), ("⅓", " 1/3"), ("⅔", " 2/3"), ("⅛", " 1/8"), ("⅜", " 3/8"), ("⅝", " 5/8"), ("⅞", " 7/8"),
        ("⅕", " 1/5"), ("⅖", " 2/5"), ("⅗", " 3/5"), ("⅘", " 4/5"), ("⅙", " 1/6"), ("⅚", " 5/6"),
        ("−", "-"), ("–", "-"), ("‑", "-"), ("⁄", "/"), ("÷", "/"), ("\\times", "×"), ("\\cdot", "×"), ("·", "×"), ("⋅", "×"), ("\\approx", "≈"), ("\\%", "%"), ("％", "%"), ("٫", "."), ("٬", ","), ("\\$", "$"),
        ("{,}", ","), ("\\!", ""), ("\\ ", " "), ("\\;", " "), ("\\:", " "), ("\\left", ""), ("\\right", ""), ("~", " "),
    ];

    public static string Plain(string text)
    {
        text = Superscripts(Fraction().Replace(PlainLetters.Digits(text), " $1/$2"));
        foreach (var (from, to) in _signs)
            text = text.Replace(from, to, StringComparison.Ordinal);
        return ShortFraction().Replace(LatexText.Unwrap(ResponseText.WithoutMarkdown(text)), " $1/$2");
    }

    private static string Superscripts(string text) => Raised().Replace(text, raised =>
        "^" + string.Concat(raised.Value.Select(digit => digit switch { '¹' => '1', '²' => '2', '³' => '3', '⁰' => '0', '⁻' => '-', _ => (char)('4' + (digit - '⁴')) })));

    [GeneratedRegex(@"\\[dtc]?frac\s*\{\s*(-?[\d.,]+)\s*\}\s*\{\s*([\d.,]+)\s*\}")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\\[dtc]?frac\s*(\d)\s*(\d)")]
    private static partial Regex ShortFraction();

    // Only behind 10, where they are an exponent: cm² and footnotes have them too.
    [GeneratedRegex(@"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")]
    private static partial Regex Raised();
}
