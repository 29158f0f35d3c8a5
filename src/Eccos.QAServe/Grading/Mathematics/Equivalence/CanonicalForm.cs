namespace Eccos.QAServe;

/// <summary>
/// Brings what means the same down to one form: "x = 5" to 5, "x \in (1, 2)" and "1 &lt; x &lt; 2" to the interval, both signs to two answers,
/// a vector written as a matrix to a tuple, a set of one to its element.
/// </summary>
internal static class CanonicalForm
{
    public static Expression Of(Expression expression) => expression.Operation switch
    {
        Operation.Relation => Relation(expression),
        Operation.List or Operation.Set => Collection(expression),
        Operation.Union => expression with { Operands = [.. expression.Operands.Select(Of)] },
        Operation.Matrix => Matrix(expression),
        _ => BothSigns(expression),
    };

    /// <summary>The values by their names of "x = 1, y = 2"; null when the expression is no such list, or gives a name several values.</summary>
    public static IReadOnlyDictionary<string, Expression>? Assignments(Expression expression)
    {
        if (expression.Operation is not (Operation.List or Operation.Set))
            return null;
        var values = new Dictionary<string, Expression>(StringComparer.Ordinal);
        return expression.Operands.All(item => item is { Operation: Operation.Relation, Symbol: "=" } && IsVariable(item.Operands[0]) && values.TryAdd(item.Operands[0].Symbol, item.Operands[1])) ? values : null;
    }

    private static Expression Relation(Expression relation)
    {
        var (left, right) = (relation.Operands[0], relation.Operands[1]);
        if (relation.Symbol is "=" or "in" && IsName(left))
            return Of(right);
        if (relation.Symbol is "=" && IsName(right) && !IsName(left))
            return Of(left);
        return Interval(relation) ?? relation;
    }

    private static Expression Collection(Expression collection)
    {
        Expression[] items = [.. collection.Operands.Select(Of).SelectMany(item => item.Operation == Operation.List ? item.Operands : [item])];
        return items.Length == 1 ? items[0] : collection with { Operands = items };
    }

    private static Expression Matrix(Expression matrix)
    {
        if (matrix.Operands.All(row => row.Operands.Count == 1))
            return Expression.Tuple("()", [.. matrix.Operands.Select(row => row.Operands[0])]);
        return matrix.Operands.Count == 1 ? Expression.Tuple("()", matrix.Operands[0].Operands) : matrix;
    }

    private static Expression BothSigns(Expression expression)
    {
        if (!expression.Parts().Any(part => part.Operation == Operation.PlusMinus))
            return expression;
        return new Expression(
            Operation.List,
            [
                expression.Replace(part => part.Operation == Operation.PlusMinus ? part.Operands[0] : part),
                expression.Replace(part => part.Operation == Operation.PlusMinus ? Expression.Of(Operation.Negation, part.Operands[0]) : part),
            ]);
    }

    // x, x_1, f(x), P(A), (x, y): what stands alone to the left of an equals sign only names the answer.
    private static bool IsName(Expression expression) =>
        expression is { Operation: Operation.Symbol } && !NumericValue.IsConstant(expression.Symbol)
        || expression is { Operation: Operation.Text }
        || expression is { Operation: Operation.Tuple } && expression.Operands.All(IsName)
        || expression is { Operation: Operation.Product, Operands: [{ Operation: Operation.Symbol }, { Operation: Operation.Symbol or Operation.Tuple }] } && char.IsLetter(expression.Operands[0].Symbol[0]) && IsFunctionName(expression.Operands[0].Symbol);

    private static bool IsFunctionName(string symbol) => symbol.TrimEnd('\'') is "f" or "g" or "h" or "p" or "q" or "P" or "Q" or "F" or "G" or "E" or "T" or "S" or "A" or "V";

    private static Expression? Interval(Expression relation)
    {
        // a < x < b is read as (a < x) < b.
        if (relation.Operands[0] is { Operation: Operation.Relation } inner)
        {
            if (!IsVariable(inner.Operands[1]) || Direction(inner.Symbol) * Direction(relation.Symbol) <= 0)
                return null;
            var (low, high) = (Bound(inner.Operands[0], inner.Symbol), Bound(relation.Operands[1], relation.Symbol));
            return Direction(inner.Symbol) < 0 ? Between(low, high) : Between(high, low);
        }

        if (Direction(relation.Symbol) == 0)
            return null;
        if (IsVariable(relation.Operands[0]))
        {
            var bound = Bound(relation.Operands[1], relation.Symbol);
            return Direction(relation.Symbol) < 0 ? Between((MinusInfinity, false), bound) : Between(bound, (Expression.Infinity, false));
        }

        if (!IsVariable(relation.Operands[1]))
            return null;
        var other = Bound(relation.Operands[0], relation.Symbol);
        return Direction(relation.Symbol) < 0 ? Between(other, (Expression.Infinity, false)) : Between((MinusInfinity, false), other);
    }

    private static Expression MinusInfinity => Expression.Of(Operation.Negation, Expression.Infinity);

    private static bool IsVariable(Expression expression) => expression.Operation == Operation.Symbol && !NumericValue.IsConstant(expression.Symbol) && expression.Symbol != "infinity";

    private static int Direction(string sign) => sign[0] switch { '<' => -1, '>' => 1, _ => 0 };

    private static (Expression Value, bool IsClosed) Bound(Expression value, string sign) => (value, sign.EndsWith('='));

    private static Expression Between((Expression Value, bool IsClosed) low, (Expression Value, bool IsClosed) high) =>
        Expression.Tuple($"{(low.IsClosed ? '[' : '(')}{(high.IsClosed ? ']' : ')')}", low.Value, high.Value);
}
