namespace Eccos.QAServe;

/// <summary>Reads the smallest parts of an expression with their exponents: numbers, letters, fractions, roots, functions, brackets.</summary>
internal sealed class AtomParser(TokenReader tokens, LatexParser parser)
{
    private readonly BracketParser _brackets = new(tokens, parser);
    private int _depth;

    /// <summary>Whether the next token can begin a factor.</summary>
    public bool IsNext => tokens.Current switch
    {
        { Kind: TokenKind.Number or TokenKind.Letter } => true,
        { Kind: TokenKind.Command, Text: var name } => name is "frac" or "sqrt" or "binom" or "dbinom" or "tbinom" or "overline" or "lfloor" or "lceil" or "langle" or "begin" || IsFunction(name),
        { Kind: TokenKind.Sign, Text: "(" or "[" or "{" or "\\{" } => true,
        { Kind: TokenKind.Sign, Text: "|" } => !_brackets.IsInsideBars,
        _ => false,
    };

    public static bool IsFunction(string command) => command is "sin" or "cos" or "tan" or "cot" or "sec" or "csc" or "arcsin" or "arccos" or "arctan"
        or "sinh" or "cosh" or "tanh" or "log" or "ln" or "lg" or "exp" or "gcd" or "lcm" or "max" or "min" or "abs" or "floor" or "ceil" or "cbrt";

    public Expression Power()
    {
        var left = Atom();
        while (true)
        {
            if (tokens.TryTake("!"))
                left = Expression.Function("factorial", left);
            else if (tokens.TryTake("^"))
                left = Expression.Of(Operation.Power, left, Exponent());
            else if (tokens.TryTake("_"))
                left = Indexed(left);
            else if (tokens.TryTake("'"))
                left = Expression.Named(left.Symbol + "'");
            else
                return left;
        }
    }

    /// <summary>One token or a group: "2", "{n+1}", "-1".</summary>
    public Expression Exponent()
    {
        var isNegative = false;
        while (tokens.TryTake("-"))
            isNegative = !isNegative;
        return isNegative ? Expression.Of(Operation.Negation, Argument()) : Argument();
    }

    // Whatever lies within something else is read by way of an atom.
    private Expression Atom()
    {
        if (++_depth > LatexParser.MaxDepth)
            throw new FormatException("The expression is nested too deep.");
        var token = tokens.Current;
        var atom = token.Kind switch
        {
            TokenKind.Number => Number(),
            TokenKind.Letter => Expression.Named(tokens.Take().Text),
            TokenKind.Words => Words(),
            TokenKind.Command => Command(),
            TokenKind.Sign when token.Text == "{" => Group(),
            TokenKind.Sign => _brackets.Read(),
            _ => throw new FormatException("The expression ends too early."),
        };
        _depth--;
        return atom;
    }

    private Expression Number()
    {
        var digits = tokens.Take().Text;
        if (!tokens.IsCommand("overline") || !digits.Contains('.', StringComparison.Ordinal))
            return Expression.Of(Rational.Parse(digits));

        // 0.1\overline{6} = 0.1 + 6/90
        tokens.Take();
        tokens.Require("{");
        var repeated = tokens.Take().Text;
        tokens.Require("}");
        var fixedPlaces = digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1;
        var scale = Rational.Parse("1" + new string('0', fixedPlaces));
        return Expression.Of(Rational.Parse(digits) + (Rational.Parse(repeated) / (scale * Rational.Parse(new string('9', repeated.Length)))));
    }

    private Expression Words()
    {
        var words = tokens.Take().Text;
        while (tokens.Current.Kind is TokenKind.Words or TokenKind.Letter)
            words += " " + tokens.Take().Text;
        return Expression.Words(words);
    }

    private Expression Command()
    {
        var name = tokens.Take().Text;
        switch (name)
        {
            case "frac":
                return Expression.Of(Operation.Quotient, Argument(), Argument());
            case "sqrt":
                var degree = tokens.TryTake("[") ? Until("]") : Expression.Of(2);
                return Expression.Function("root", Argument(), degree);
            case "cbrt":
                return Expression.Function("root", Argument(), Expression.Of(3));
            case "binom" or "dbinom" or "tbinom":
                return Expression.Function("binomial", Argument(), Argument());
            case "overline":
                return Argument();
            case "lfloor":
                return Expression.Function("floor", UntilCommand("rfloor"));
            case "lceil":
                return Expression.Function("ceil", UntilCommand("rceil"));
            case "langle":
                return _brackets.Angles();
            case "begin":
                return new MatrixParser(tokens, parser).Read();
            default:
                return IsFunction(name) ? Function(name) : throw new FormatException($"\\{name} is not known.");
        }
    }

    private Expression Function(string name)
    {
        var subscript = tokens.TryTake("_") ? Argument() : null;
        var exponent = tokens.TryTake("^") ? Exponent() : null;
        var argument = tokens.Is("(") || tokens.Is("{") || tokens.Is("|") ? Atom() : parser.Product(isArgument: true);
        IReadOnlyList<Expression> operands = argument is { Operation: Operation.Tuple } tuple ? tuple.Operands : [argument];
        var value = name is "exp" ? Expression.Of(Operation.Power, Expression.Named("e"), argument)
            : name is "cbrt" ? Expression.Function("root", argument, Expression.Of(3))
            : name is "log" && subscript is not null ? Expression.Of(Operation.Quotient, Expression.Function("ln", argument), Expression.Function("ln", subscript))
            : new Expression(Operation.Function, operands, name is "lg" ? "log" : name);
        return exponent is null ? value : Expression.Of(Operation.Power, value, exponent);
    }

    // x_1 is a name; 1011_2 are digits with their base.
    private Expression Indexed(Expression left)
    {
        var index = Argument();
        var name = index switch
        {
            { Operation: Operation.Number } => index.Value.ToString(),
            { Operation: Operation.Symbol or Operation.Text } => index.Symbol,
            _ => throw new FormatException("An index is neither a number nor a name."),
        };
        return left.Operation == Operation.Number ? Expression.Words($"{left.Value}_{name}")
            : left.Operation == Operation.Symbol ? Expression.Named($"{left.Symbol}_{name}")
            : throw new FormatException("Only names and numbers have an index.");
    }

    // An argument without braces is one digit or one letter: \frac12 is a half.
    private Expression Argument()
    {
        if (tokens.Current.Kind == TokenKind.Number && tokens.Current.Text.Length > 1 && !tokens.Current.Text.Contains('.', StringComparison.Ordinal))
            return Expression.Of(Rational.Parse(tokens.SplitDigit()));
        return Atom();
    }

    private Expression Group()
    {
        tokens.Require("{");
        return Until("}");
    }

    private Expression Until(string sign)
    {
        var inside = parser.Relation();
        tokens.Require(sign);
        return inside;
    }

    private Expression UntilCommand(string name)
    {
        var inside = parser.Sum();
        return tokens.TryTakeCommand(name) ? inside : throw new FormatException($"\\{name} is missing.");
    }
}
