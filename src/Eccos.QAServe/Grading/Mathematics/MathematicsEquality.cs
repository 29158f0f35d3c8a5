namespace Eccos.QAServe;

/// <summary>Compares two answers as they were written.</summary>
internal sealed class MathematicsEquality(double relativeTolerance)
{
    private readonly ExpressionEquality _expressions = new(relativeTolerance);

    public bool AreEqual(string answer, string reference)
    {
        var (a, r) = (LatexNormalizer.Normalize(answer), LatexNormalizer.Normalize(reference));
        if (a.Text.Length == 0)
            return false;
        if (PlainWords.WithoutSpaces(a.Text) == PlainWords.WithoutSpaces(r.Text))
            return true;
        if (LatexParser.Parse(r.Text) is not { } expected || LatexParser.Parse(a.Text) is not { } given)
            return Loose(a.Text) is { Length: > 0 } loose && loose == Loose(r.Text);
        if (_expressions.AreEqual(given, expected))
            return true;

        // Digits with a base and the same digits without it are the same answer to "in base 8".
        if (given.Operation == Operation.Text ^ expected.Operation == Operation.Text)
            return WithoutBase(given) is { } digits && digits == WithoutBase(expected);

        // 25 % may be written as 25, where per cent are asked for, and as 0.25.
        return a.IsPercentage != r.IsPercentage
            && (a.IsPercentage ? _expressions.AreEqual(Hundredth(given), expected) : _expressions.AreEqual(given, Hundredth(expected)));
    }

    private static Expression Hundredth(Expression expression) => Expression.Of(Operation.Quotient, expression, Expression.Of(100));

    private static string Loose(string text) => PlainWords.Of(LatexText.Unwrap(text));

    private static string? WithoutBase(Expression expression) => expression.Operation switch
    {
        Operation.Number => expression.Value.ToString(),
        Operation.Text when expression.Symbol.IndexOf('_', StringComparison.Ordinal) is > 0 and var place => expression.Symbol[..place],
        _ => null,
    };
}
