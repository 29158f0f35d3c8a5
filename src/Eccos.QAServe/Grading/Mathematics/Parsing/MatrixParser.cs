namespace Eccos.QAServe;

/// <summary>Reads a matrix or a vector: \begin{pmatrix} a &amp; b \\ c &amp; d \end{pmatrix}.</summary>
internal sealed class MatrixParser(TokenReader tokens, LatexParser parser)
{
    public Expression Read()
    {
        var environment = Environment();
        if (environment is "array")
            SkipColumns();
        var rows = new List<Expression>();
        while (!tokens.IsCommand("end"))
        {
            var row = new List<Expression> { parser.Relation() };
            while (tokens.TryTake("&"))
                row.Add(parser.Relation());
            rows.Add(Expression.Tuple("row", row));
            if (!tokens.TryTake("\\\\"))
                break;
        }

        if (!tokens.TryTakeCommand("end") || Environment() != environment)
            throw new FormatException($"\\end{{{environment}}} is missing.");
        if (environment is "vmatrix")
            return Expression.Function("determinant", new Expression(Operation.Matrix, rows));
        return environment is "pmatrix" or "bmatrix" or "matrix" or "smallmatrix" or "Bmatrix" or "array"
            ? new Expression(Operation.Matrix, rows)
            : throw new FormatException($"{environment} is no matrix.");
    }

    private string Environment()
    {
        tokens.Require("{");
        var name = "";
        while (!tokens.TryTake("}"))
            name += tokens.Take().Text;
        return name;
    }

    private void SkipColumns()
    {
        tokens.Require("{");
        while (!tokens.TryTake("}"))
            tokens.Take();
    }
}
