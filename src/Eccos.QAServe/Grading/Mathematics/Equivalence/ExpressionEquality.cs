namespace Eccos.QAServe;

/// <summary>Decides whether an answer means the same as the reference.</summary>
internal sealed class ExpressionEquality(double relativeTolerance)
{
    private readonly ScalarEquality _scalars = new(relativeTolerance);

    public bool AreEqual(Expression answer, Expression reference)
    {
        if (CanonicalForm.Assignments(answer) is { } given && CanonicalForm.Assignments(reference) is { } expected && given.Keys.All(expected.ContainsKey))
            return given.Count == expected.Count && given.All(value => AreEqual(value.Value, expected[value.Key]));
        if (IsEquation(answer) && IsEquation(reference) && _scalars.AreProportional(Difference(answer), Difference(reference)))
            return true;
        var (a, r) = (CanonicalForm.Of(answer), CanonicalForm.Of(reference));
        if (IsCollection(a) || IsCollection(r))
            return Collections(a, r);
        if (a.Operation == Operation.Tuple || r.Operation == Operation.Tuple || a.Operation == Operation.Matrix || r.Operation == Operation.Matrix)
            return InOrder(a, r);
        if (a.Operation == Operation.Union || r.Operation == Operation.Union)
            return a.Operation == r.Operation && InAnyOrder(a.Operands, r.Operands);
        if (a.Operation == Operation.Difference || r.Operation == Operation.Difference)
            return a.Operation == r.Operation && AreEqual(a.Operands[0], r.Operands[0]) && AreEqual(a.Operands[1], r.Operands[1]);
        if (a.Operation == Operation.Relation || r.Operation == Operation.Relation)
            return Relations(a, r);
        if (a.Operation == Operation.Text || r.Operation == Operation.Text)
            return Words(a) is { Length: > 0 } words && words == Words(r);
        return AreInfinite(a, r) ?? _scalars.AreEqual(a, r) ?? (a.Operation == Operation.Symbol && r.Operation == Operation.Symbol && a.Symbol == r.Symbol);
    }

    private static bool IsCollection(Expression expression) => expression.Operation is Operation.List or Operation.Set;

    private static bool IsEquation(Expression expression) => expression is { Operation: Operation.Relation, Symbol: "=" };

    // A list stands for a set, for a tuple whose brackets were left out, and, where it holds intervals ("x < 1 or x > 2"), for their union.
    private bool Collections(Expression a, Expression r)
    {
        if (IsCollection(a) && IsCollection(r))
            return InAnyOrder(a.Operands, r.Operands);
        var (list, other) = IsCollection(a) ? (a, r) : (r, a);
        if (list.Operation == Operation.List && other.Operation == Operation.Union)
            return InAnyOrder(list.Operands, other.Operands);
        return list.Operation == Operation.List && other is { Operation: Operation.Tuple, Symbol: "()" } && Pairwise(list.Operands, other.Operands);
    }

    private bool InOrder(Expression a, Expression r)
    {
        if (a.Operation != r.Operation || a.Operands.Count != r.Operands.Count)
            return false;

        // With more than two operands brackets mean nothing: there is no such interval.
        var isSameKind = a.Operation == Operation.Matrix || a.Operands.Count != 2 || a.Symbol == r.Symbol;
        return isSameKind && Pairwise(a.Operands, r.Operands);
    }

    private bool Relations(Expression a, Expression r)
    {
        if (a.Operation != Operation.Relation || r.Operation != Operation.Relation || a.Symbol != r.Symbol)
            return false;
        return AreEqual(a.Operands[0], r.Operands[0]) && AreEqual(a.Operands[1], r.Operands[1]);
    }

    private static Expression Difference(Expression equation) =>
        Expression.Of(Operation.Sum, equation.Operands[0], Expression.Of(Operation.Negation, equation.Operands[1]));

    private bool Pairwise(IReadOnlyList<Expression> a, IReadOnlyList<Expression> r) => a.Count == r.Count && a.Zip(r).All(pair => AreEqual(pair.First, pair.Second));

    private bool InAnyOrder(IReadOnlyList<Expression> a, IReadOnlyList<Expression> r)
    {
        if (a.Count != r.Count)
            return false;
        var left = r.ToList();
        foreach (var item in a)
        {
            var place = left.FindIndex(other => AreEqual(item, other));
            if (place < 0)
                return false;
            left.RemoveAt(place);
        }

        return true;
    }

    // Infinity has no value to compare; its sign is all that matters.
    private static bool? AreInfinite(Expression a, Expression r) => (InfinitySign(a), InfinitySign(r)) switch
    {
        (0, 0) => null,
        var (x, y) => x == y,
    };

    private static int InfinitySign(Expression expression) => expression switch
    {
        { Operation: Operation.Symbol, Symbol: "infinity" } => 1,
        { Operation: Operation.Negation, Operands: [{ Operation: Operation.Symbol, Symbol: "infinity" }] } => -1,
        _ => 0,
    };

    private static string Words(Expression expression) => PlainWords.Of(expression.Operation switch
    {
        Operation.Number => expression.Value.ToString(),
        _ => expression.Symbol,
    });
}
