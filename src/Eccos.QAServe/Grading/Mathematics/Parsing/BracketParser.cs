namespace Eccos.QAServe;

/// <summary>Reads what stands between brackets: a group, a tuple, an interval, a set, an absolute value.</summary>
internal sealed class BracketParser(TokenReader tokens, LatexParser parser)
{
    private int _bars;

    /// <summary>Whether a bar would close an absolute value rather than open one.</summary>
    public bool IsInsideBars => _bars > 0;

    public Expression Read()
    {
        var open = tokens.Take().Text;
        return open switch
        {
            "(" or "[" => Tuple(open),
            "\\{" => Set(),
            "|" => Absolute(),
            _ => throw new FormatException($"'{open}' begins no expression."),
        };
    }

    public Expression Angles()
    {
        var items = Items();
        return tokens.TryTakeCommand("rangle") ? Expression.Tuple("()", items) : throw new FormatException("\\rangle is missing.");
    }

    private Expression Tuple(string open)
    {
        var bars = _bars;
        _bars = 0;
        var items = Items();
        var close = tokens.Take().Text;
        _bars = bars;
        if (close is not (")" or "]"))
            throw new FormatException($"'{close}' closes no bracket.");
        return items.Count == 1 && open + close is "()" or "[]" && items.Count == 1 ? items[0] : Expression.Tuple(open + close, items);
    }

    private Expression Set()
    {
        if (tokens.TryTake("\\}"))
            return Expression.Named("emptyset");
        var items = Items();
        tokens.Require("\\}");
        return new Expression(Operation.Set, items);
    }

    private Expression Absolute()
    {
        _bars++;
        var inside = parser.Sum();
        _bars--;
        tokens.Require("|");
        return Expression.Function("abs", inside);
    }

    private List<Expression> Items()
    {
        var items = new List<Expression> { parser.Relation() };
        while (tokens.TryTake(",") || tokens.TryTake(";"))
            items.Add(parser.Relation());
        return items;
    }
}
