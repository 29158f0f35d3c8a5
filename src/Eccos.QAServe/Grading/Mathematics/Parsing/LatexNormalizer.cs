using System.Text;
using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Brings the many ways of writing the same thing in LaTeX and Unicode down to one, before it is cut into tokens.</summary>
internal static partial class LatexNormalizer
{
    private static readonly (string From, string To)[] _signs =
    [
        ("−", "-"), ("–", "-"), ("—", "-"), ("×", "*"), ("·", "*"), ("⋅", "*"), ("∙", "*"), ("÷", "/"), ("⁄", "/"), ("∕", "/"), ("±", "\\pm "), ("∓", "\\mp "),
        ("√", "\\sqrt "), ("∞", "\\infty "), ("π", "\\pi "), ("θ", "\\theta "), ("α", "\\alpha "), ("β", "\\beta "), ("φ", "\\phi "), ("λ", "\\lambda "),
        ("∪", "\\cup "), ("∩", "\\cap "), ("∈", "\\in "), ("∅", "\\emptyset "), ("ℝ", "\\mathbb{R}"), ("ℤ", "\\mathbb{Z}"), ("≤", "\\le "), ("≥", "\\ge "),
        ("≠", "\\ne "), ("≈", "\\approx "), ("°", "^\\circ "), ("∘", "\\circ "), ("½", "\\frac{1}{2}"), ("¼", "\\frac{1}{4}"), ("¾", "\\frac{3}{4}"),
        ("⅓", "\\frac{1}{3}"), ("⅔", "\\frac{2}{3}"), ("⅛", "\\frac{1}{8}"), ("⅜", "\\frac{3}{8}"), ("⅝", "\\frac{5}{8}"), ("⅞", "\\frac{7}{8}"),
        ("⅕", "\\frac{1}{5}"), ("⅖", "\\frac{2}{5}"), ("⅗", "\\frac{3}{5}"), ("⅘", "\\frac{4}{5}"), ("⅙", "\\frac{1}{6}"), ("⅚", "\\frac{5}{6}"),
        ("⟨", "\\langle "), ("⟩", "\\rangle "), ("{,}", ""), ("\\left", ""), ("\\right", ""), ("\\displaystyle", ""), ("\\limits", ""),
        ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("\\!", ""), ("\\lbrace", "\\{"), ("\\rbrace", "\\}"), ("\\lbrack", "["), ("\\rbrack", "]"),
        ("\\lvert", "|"), ("\\rvert", "|"), ("\\vert", "|"), ("\\mid", "|"), ("\\lparen", "("), ("\\rparen", ")"), ("**", "^"),
    ];

    /// <summary>The normalised text, and whether a percent sign stood in it.</summary>
    public static (string Text, bool IsPercentage) Normalize(string latex)
    {
        var text = LeftCommand().Replace(PlainLetters.Digits(PlainLetters.HalfWidth(latex)), m => m.Value is "\\leftarrow" or "\\rightarrow" or "\\Rightarrow" ? " = " : m.Value);
        text = Superscripts(ThinSpaceInNumber().Replace(text, ""));
        foreach (var (from, to) in _signs)
            text = text.Replace(from, to, StringComparison.Ordinal);
        text = MathDelimiter().Replace(text, " ");
        text = Currency().Replace(text, " ");
        text = Spacing().Replace(text, " ");
        var isPercentage = Percent().IsMatch(text);
        text = Percent().Replace(text, " ");
        text = Degree().Replace(text, " ");
        text = FractionCommand().Replace(text, "\\frac");
        text = Size().Replace(text, "");
        text = EmptySuperscript().Replace(text, "");
        return (text.Trim().TrimEnd('.', ',', ';', ':').Trim(), isPercentage);
    }

    // x² and 10⁻³ become x^{2} and 10^{-3}.
    private static string Superscripts(string text)
    {
        const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ";
        const string Plain = "0123456789-+n";
        var plain = new StringBuilder(text.Length + 8);
        var isRaised = false;
        foreach (var letter in text)
        {
            var place = Raised.IndexOf(letter, StringComparison.Ordinal);
            if (place >= 0 != isRaised)
                plain.Append(isRaised ? "}" : "^{");
            isRaised = place >= 0;
            plain.Append(isRaised ? Plain[place] : letter);
        }

        return plain.Append(isRaised ? "}" : "").ToString();
    }

    [GeneratedRegex(@"\\(?:left|right|Right)arrow")]
    private static partial Regex LeftCommand();

    [GeneratedRegex(@"(?<!\\)\$|\\\(|\\\)|\\\[|(?<!\\)\\\](?!\s*\\)")]
    private static partial Regex MathDelimiter();

    [GeneratedRegex(@"\\\$|[€£¥₹]|\\(?:euro|pounds)\b")]
    private static partial Regex Currency();

    [GeneratedRegex(@"(?<=\d)(?:,?\\!\s*|\\[,;: ]|\\thinspace)(?=\d{3}(?!\d))")]
    private static partial Regex ThinSpaceInNumber();

    [GeneratedRegex(@"(?<!\\)\\[,;:! ]|\\q?quad\b|\\(?:thinspace|medspace|hfill|hspace\{[^}]*\})|(?<!\\)~|\s+")]
    private static partial Regex Spacing();

    [GeneratedRegex(@"\\?%")]
    private static partial Regex Percent();

    [GeneratedRegex(@"\^\s*\{?\s*\\circ\s*\}?|\\degree\b|\\text\{\s*degrees?\s*\}")]
    private static partial Regex Degree();

    [GeneratedRegex(@"\\[dtc]frac\b|\\[dtc]frac(?=\d)")]
    private static partial Regex FractionCommand();

    [GeneratedRegex(@"\\(?:big|Big|bigg|Bigg)[lrm]?(?![a-zA-Z])")]
    private static partial Regex Size();

    [GeneratedRegex(@"\^\s*\{\s*\}")]
    private static partial Regex EmptySuperscript();
}
