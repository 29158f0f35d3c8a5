using System.Numerics;

namespace Eccos.QAServe;

/// <summary>Evaluates expressions of rational numbers exactly.</summary>
internal static class ExactValue
{
    private const int MaxExponent = 2_000;
    private const int MaxFactorial = 300;

    /// <summary>The value; null when it is not rational, not a number, or too large to be worth it.</summary>
    public static Rational? Of(Expression expression)
    {
        try
        {
            return Evaluate(expression);
        }
        catch (DivideByZeroException)
        {
            return null;
        }
    }

    private static Rational? Evaluate(Expression expression)
    {
        if (expression.Operation == Operation.Number)
            return expression.Value;
        if (expression.Operation is not (Operation.Sum or Operation.Product or Operation.Quotient or Operation.Power or Operation.Negation or Operation.Function))
            return null;
        var operands = new Rational[expression.Operands.Count];
        for (var k = 0; k < operands.Length; k++)
        {
            if (Evaluate(expression.Operands[k]) is not { IsLong: false } value)
                return null;
            operands[k] = value;
        }

        return expression.Operation switch
        {
            Operation.Sum => Fold(operands, 0, (sum, value) => sum + value),
            Operation.Product => Fold(operands, 1, (product, value) => product * value),
            Operation.Quotient => operands[0] / operands[1],
            Operation.Negation => -operands[0],
            Operation.Power => Power(operands[0], operands[1]),
            _ => Function(expression.Symbol, operands),
        };
    }

    private static Rational? Fold(Rational[] operands, Rational first, Func<Rational, Rational, Rational> add)
    {
        var result = first;
        foreach (var operand in operands)
        {
            if ((result = add(result, operand)).IsLong)
                return null;
        }

        return result;
    }

    private static Rational? Power(Rational value, Rational exponent)
    {
        if (!exponent.IsInteger || BigInteger.Abs(exponent.Numerator) > MaxExponent || (value.IsZero && exponent.Numerator.Sign <= 0))
            return null;
        return value.Power((int)exponent.Numerator);
    }

    private static Rational? Function(string name, Rational[] operands) => (name, operands) switch
    {
        ("abs", [var value]) => new Rational(BigInteger.Abs(value.Numerator), value.Denominator),
        ("floor", [var value]) => Floor(value),
        ("ceil", [var value]) => -Floor(-value),
        ("factorial", [{ IsInteger: true } n]) when n.Numerator >= 0 && n.Numerator <= MaxFactorial => Factorial((int)n.Numerator),
        ("binomial", [{ IsInteger: true } n, { IsInteger: true } k]) when k.Numerator >= 0 && n.Numerator >= k.Numerator && n.Numerator <= MaxFactorial =>
            new Rational(Factorial((int)n.Numerator), Factorial((int)k.Numerator) * Factorial((int)(n.Numerator - k.Numerator))),
        ("gcd", [{ IsInteger: true } a, { IsInteger: true } b]) => BigInteger.GreatestCommonDivisor(a.Numerator, b.Numerator),
        ("max", [var a, var b]) => (a - b).Numerator.Sign >= 0 ? a : b,
        ("min", [var a, var b]) => (a - b).Numerator.Sign <= 0 ? a : b,
        _ => null,
    };

    private static Rational Floor(Rational value) => BigInteger.DivRem(value.Numerator, value.Denominator, out var rest) - (rest.Sign < 0 ? 1 : 0);

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, k) => product * k);
}
