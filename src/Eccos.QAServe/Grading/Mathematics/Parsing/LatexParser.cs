namespace Eccos.QAServe;

/// <summary>
/// Reads an answer written in LaTeX or plain text, by recursive descent:
/// <code>
/// answer   = relation { ("," | ";") relation }
/// relation = union { ("=" | "&lt;" | ...) union }
/// union    = sum { ("\cup" | "\setminus") sum }
/// sum      = ["+" | "-" | "\pm"] product { ("+" | "-" | "\pm") product }
/// product  = power { ["*" | "/"] power }
/// power    = atom { "!" | "^" exponent | "_" index }
/// </code>
/// </summary>
internal sealed class LatexParser
{
    /// <summary>How deep an answer may be nested. All that handles expressions is recursive, and may run on a small stack.</summary>
    public const int MaxDepth = 64;

    private const int MaxLength = 4_000;

    private readonly TokenReader _tokens;
    private readonly AtomParser _atoms;

    private LatexParser(List<Token> tokens)
    {
        _tokens = new TokenReader(tokens);
        _atoms = new AtomParser(_tokens, this);
    }

    /// <summary>The expression, or null when the text is not mathematics that can be read, or too long or too deep to be an answer.</summary>
    public static Expression? Parse(string normalized)
    {
        if (normalized.Length > MaxLength)
            return null;
        try
        {
            var parser = new LatexParser(LatexLexer.Read(normalized));
            var answer = parser.Answer();
            return parser._tokens.IsAtEnd && answer.Depth <= MaxDepth ? answer : null;
        }
        catch (Exception problem) when (problem is FormatException or DivideByZeroException or OverflowException)
        {
            return null;
        }
    }

    private Expression Answer()
    {
        var items = new List<Expression> { Relation() };
        while (_tokens.TryTake(",") || _tokens.TryTake(";"))
        {
            // ", and" is one separator.
            while (_tokens.TryTake(","))
            {
            }

            items.Add(Relation());
        }

        return items.Count == 1 ? items[0] : new Expression(Operation.List, items);
    }

    public Expression Relation()
    {
        var left = Union();
        while (Sign() is { } sign)
        {
            var right = Union();
            left = left.Operation == Operation.Relation && sign == "=" && left.Symbol == "="
                ? Expression.Relation("=", left.Operands[0], right)
                : Expression.Relation(sign, left, right);
        }

        return left;
    }

    private Expression Union()
    {
        var left = Sum();
        while (true)
        {
            if (_tokens.TryTakeCommand("cup"))
                left = Joined(Operation.Union, left, Sum());
            else if (_tokens.TryTakeCommand("setminus") || _tokens.TryTakeCommand("backslash"))
                left = Expression.Of(Operation.Difference, left, Sum());
            else
                return left;
        }
    }

    public Expression Sum()
    {
        var terms = new List<Expression>();
        do
        {
            var isNegative = false;
            var isBoth = false;
            for (; ; )
            {
                if (_tokens.TryTake("-"))
                    isNegative = !isNegative;
                else if (_tokens.TryTakeCommand("pm") || _tokens.TryTakeCommand("mp"))
                    isBoth = true;
                else if (!_tokens.TryTake("+"))
                    break;
            }

            var term = Product();
            terms.Add(isBoth ? Expression.Of(Operation.PlusMinus, term) : isNegative ? Expression.Of(Operation.Negation, term) : term);
        }
        while (_tokens.Is("+") || _tokens.Is("-") || _tokens.IsCommand("pm") || _tokens.IsCommand("mp"));
        return terms.Count == 1 ? terms[0] : new Expression(Operation.Sum, terms);
    }

    /// <summary>Factors side by side and with signs between them.</summary>
    /// <param name="isArgument">Whether only factors side by side belong to it, as in the argument of "sin 2x".</param>
    public Expression Product(bool isArgument = false)
    {
        var left = _atoms.Power();
        while (true)
        {
            if (!isArgument && _tokens.TryTake("*"))
                left = Joined(Operation.Product, left, Signed());
            else if (!isArgument && _tokens.TryTake("/"))
                left = Expression.Of(Operation.Quotient, left, Signed());
            else if (_tokens.Current.Kind == TokenKind.Words && left.Operation != Operation.Text)
                SkipUnit();
            else if (_atoms.IsNext && !(isArgument && _tokens.Current.Kind == TokenKind.Command && AtomParser.IsFunction(_tokens.Current.Text)))
                left = SideBySide(left);
            else
                return left;
        }
    }

    // Of many operands side by side, however many, one expression.
    private static Expression Joined(Operation operation, Expression left, Expression right) =>
        left.Operation == operation ? Expression.Of(operation, [.. left.Operands, right]) : Expression.Of(operation, left, right);

    // "2 * -3" and "6 / -2" are written by models.
    private Expression Signed() => _tokens.TryTake("-") ? Expression.Of(Operation.Negation, _atoms.Power()) : _atoms.Power();

    // "3\frac{1}{2}" and "3 1/2" are mixed numbers; any other two numbers side by side are no expression.
    private Expression SideBySide(Expression left)
    {
        var isWhole = left is { Operation: Operation.Number, Value.IsInteger: true };
        var startsWithDigit = _tokens.Current.Kind == TokenKind.Number;
        if (startsWithDigit && !(isWhole && _tokens.Current.FollowsSpace && _tokens.LooksLikeFraction))
            throw new FormatException("Two numbers stand side by side.");
        var isFraction = startsWithDigit || _tokens.IsCommand("frac");
        var right = _atoms.Power();
        if (startsWithDigit)
        {
            _tokens.TryTake("/");
            right = Expression.Of(Operation.Quotient, right, _atoms.Power());
        }

        return isWhole && isFraction && right is { Operation: Operation.Quotient, Operands: [{ Operation: Operation.Number }, { Operation: Operation.Number }] }
            ? Expression.Of(Operation.Sum, left, right)
            : Joined(Operation.Product, left, right);
    }

    // Words behind a value are its unit, with the exponent of "cm^2"; units do not decide.
    private void SkipUnit()
    {
        while (_tokens.Current.Kind == TokenKind.Words)
        {
            _tokens.Take();
            if (_tokens.TryTake("^"))
                _atoms.Exponent();
            if (_tokens.Is("/") && _tokens.Following.Kind == TokenKind.Words)
                _tokens.Take();
        }
    }

    private string? Sign()
    {
        foreach (var sign in (ReadOnlySpan<string>)["=", "<", ">"])
        {
            if (_tokens.TryTake(sign))
                return sign != "=" && _tokens.TryTake("=") ? sign + "=" : sign;
        }

        foreach (var (command, sign) in (ReadOnlySpan<(string, string)>)[("le", "<="), ("ge", ">="), ("ne", "!="), ("in", "in")])
        {
            if (_tokens.TryTakeCommand(command))
                return sign;
        }

        return null;
    }
}
