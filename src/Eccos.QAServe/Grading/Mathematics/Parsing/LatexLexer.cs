using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Cuts normalised LaTeX into tokens.</summary>
internal static partial class LatexLexer
{
    private static readonly HashSet<string> _letters = new(StringComparer.Ordinal)
    {
        "pi", "theta", "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "lambda", "mu", "nu", "phi", "varphi", "psi", "omega", "sigma", "rho", "tau", "ell",
        "infty", "emptyset", "varnothing",
    };

    private static readonly HashSet<string> _textCommands = new(StringComparer.Ordinal) { "text", "textbf", "textit", "textrm", "mathrm", "mbox", "operatorname", "mathsf", "textnormal" };

    private static readonly HashSet<string> _dress = new(StringComparer.Ordinal) { "mathbf", "mathit", "boldsymbol", "bm", "mathcal", "mathbb", "vec", "hat", "boxed" };

    private static readonly HashSet<string> _functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log", "ln", "exp", "sqrt", "cbrt", "abs", "gcd", "lcm", "max", "min", "floor", "ceil",
    };

    private static readonly HashSet<string> _units = new(StringComparer.OrdinalIgnoreCase)
    {
        "cm", "mm", "km", "kg", "mg", "ft", "yd", "mi", "hr", "min", "sec", "ml", "lb", "oz", "mph", "kph", "deg", "rad", "usd", "feet", "foot", "inch", "in", "to",
    };

    // Units of one letter are such only behind a number, and set upright: 5\text{ m}.
    private static readonly HashSet<string> _shortUnits = new(StringComparer.Ordinal) { "m", "s", "g", "h", "L", "l", "N", "J", "W", "V", "K", "C", "F", "T" };

    /// <exception cref="FormatException">A sign that is no part of mathematics, or a brace that is not closed.</exception>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var depth = 0;
        for (var k = 0; k < text.Length;)
        {
            if (text[k] == ' ')
            {
                k++;
                continue;
            }

            var isSpaced = k > 0 && text[k - 1] == ' ';
            var (kind, value, length) = UnitBehindNumber(text, k, tokens) ?? Next(text, k, depth);
            depth += value is "(" or "[" or "\\{" && kind == TokenKind.Sign ? 1 : value is ")" or "]" or "\\}" && kind == TokenKind.Sign ? -1 : 0;
            tokens.Add(new Token(kind, value, isSpaced));
            k += length;
        }

        tokens.Add(new Token(TokenKind.End, "", false));
        return tokens;
    }

    private static (TokenKind, string, int) Next(string text, int k, int depth)
    {
        if (char.IsAsciiDigit(text[k]) || (text[k] == '.' && k + 1 < text.Length && char.IsAsciiDigit(text[k + 1])))
        {
            // Within brackets a comma stands between operands, never between thousands.
            var number = depth == 0 && Thousands().Match(text, k) is { Success: true } grouped ? grouped : Number().Match(text, k);
            return (TokenKind.Number, number.Value.Replace(",", "", StringComparison.Ordinal), number.Length);
        }

        if (text[k] == '\\')
            return Command(text, k);
        if (Word().Match(text, k) is { Success: true } word)
            return Letters(word.Value);
        if (Signs.Contains(text[k], StringComparison.Ordinal))
            return (TokenKind.Sign, text[k].ToString(), 1);
        throw new FormatException($"'{text[k]}' is no part of mathematics.");
    }

    // \text{min} is a function elsewhere, and \mathrm{s} a letter.
    private static (TokenKind, string, int)? UnitBehindNumber(string text, int k, List<Token> tokens)
    {
        var isBehindNumber = tokens is [.., { Kind: TokenKind.Number or TokenKind.Words } or { Text: "}" or ")" }] or [.., { Kind: TokenKind.Words }, { Text: "/" }];
        return isBehindNumber && Upright().Match(text, k) is { Success: true } upright && upright.Groups[1].Value is var unit && (_units.Contains(unit) || _shortUnits.Contains(unit))
            ? (TokenKind.Words, unit, upright.Length)
            : null;
    }

    private const string Signs = "+-*/^_=<>()[]{}|,;:!&'";

    private static (TokenKind, string, int) Letters(string word)
    {
        if (_functions.Contains(word))
            return (TokenKind.Command, word.ToLowerInvariant(), word.Length);
        if (word is "pi" or "Pi")
            return (TokenKind.Letter, "pi", 2);
        if (word is "and" or "or")
            return (TokenKind.Sign, ",", word.Length);
        if (word is "inf" or "infinity" or "Infinity")
            return (TokenKind.Letter, "infinity", word.Length);
        return word.Length >= 4 || _units.Contains(word) ? (TokenKind.Words, word, word.Length) : (TokenKind.Letter, word[..1], 1);
    }

    private static (TokenKind, string, int) Command(string text, int k)
    {
        var name = CommandName().Match(text, k + 1).Value;
        if (name.Length == 0)
        {
            if (k + 1 < text.Length && text[k + 1] is '{' or '}' or '\\')
                return (TokenKind.Sign, text.Substring(k, 2), 2);
            throw new FormatException($"A backslash stands alone at {k}.");
        }

        var length = name.Length + 1;
        if (_letters.Contains(name))
            return (TokenKind.Letter, name switch { "infty" => "infinity", "varnothing" => "emptyset", _ => name }, length);
        if (!_textCommands.Contains(name) && !_dress.Contains(name))
            return Named(name, length);
        var open = k + length;
        while (open < text.Length && text[open] == ' ')
            open++;
        if (open == text.Length || text[open] != '{')
            return _dress.Contains(name) && open < text.Length ? (TokenKind.Letter, text[open].ToString(), open + 1 - k) : throw new FormatException($"\\{name} has no argument.");
        var inside = Braces.Inside(text, open) ?? throw new FormatException($"The brace of \\{name} is not closed.");
        length = open + inside.Length + 2 - k;
        if (inside.Trim() is "and" or "or" or ", and")
            return (TokenKind.Sign, ",", length);
        return _functions.Contains(inside.Trim()) ? (TokenKind.Command, inside.Trim(), length)
            : inside.Trim() is [var letter] && (char.IsAsciiLetter(letter) || letter is 'ℝ') ? (TokenKind.Letter, letter.ToString(), length)
            : (TokenKind.Words, inside, length);
    }

    private static (TokenKind, string, int) Named(string name, int length) => name switch
    {
        "cdot" or "times" or "ast" => (TokenKind.Sign, "*", length),
        "div" => (TokenKind.Sign, "/", length),
        "lt" => (TokenKind.Sign, "<", length),
        "gt" => (TokenKind.Sign, ">", length),
        "land" or "lor" => (TokenKind.Sign, ",", length),
        "leq" or "le" or "leqslant" => (TokenKind.Command, "le", length),
        "geq" or "ge" or "geqslant" => (TokenKind.Command, "ge", length),
        "neq" or "ne" => (TokenKind.Command, "ne", length),
        "approx" or "equiv" or "to" => (TokenKind.Sign, "=", length),
        _ => (TokenKind.Command, name, length),
    };

    [GeneratedRegex(@"\G\\(?:text|textrm|mathrm|mbox|operatorname|textnormal|mathsf)\s*\{\s*(\p{L}+)\s*\}(?!\s*[({])")]
    private static partial Regex Upright();

    [GeneratedRegex(@"\G\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\G(?:\d+\.?\d*|\.\d+)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G\p{L}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\G[a-zA-Z]+")]
    private static partial Regex CommandName();
}
