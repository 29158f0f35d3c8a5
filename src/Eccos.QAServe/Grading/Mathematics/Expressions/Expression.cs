namespace Eccos.QAServe;

/// <summary>A mathematical expression as a tree.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Operands">To what.</param>
/// <param name="Symbol">The name, the words, the brackets or the sign, where the operation has one.</param>
/// <param name="Value">The value of a number.</param>
internal sealed record Expression(Operation Operation, IReadOnlyList<Expression> Operands, string Symbol = "", Rational Value = default)
{
    public static Expression Infinity { get; } = Named("infinity");

    public static Expression Of(Rational value) => new(Operation.Number, [], "", value);

    public static Expression Named(string symbol) => new(Operation.Symbol, [], symbol);

    public static Expression Words(string text) => new(Operation.Text, [], text);

    public static Expression Of(Operation operation, params Expression[] operands) => new(operation, operands);

    public static Expression Function(string name, params Expression[] operands) => new(Operation.Function, operands, name);

    public static Expression Tuple(string brackets, params IReadOnlyList<Expression> operands) => new(Operation.Tuple, operands, brackets);

    public static Expression Relation(string sign, Expression left, Expression right) => new(Operation.Relation, [left, right], sign);

    /// <summary>How many expressions lie within each other: 1 where there are no operands.</summary>
    public int Depth { get; } = 1 + Operands.Select(operand => operand.Depth).DefaultIfEmpty().Max();

    /// <summary>The same expression with every part replaced, the innermost first.</summary>
    public Expression Replace(Func<Expression, Expression> replace) =>
        replace(Operands.Count == 0 ? this : this with { Operands = [.. Operands.Select(operand => operand.Replace(replace))] });

    /// <summary>The expression and all its parts.</summary>
    public IEnumerable<Expression> Parts() => Operands.SelectMany(operand => operand.Parts()).Prepend(this);
}
