using System.Numerics;

namespace Eccos.QAServe;

/// <summary>Evaluates an expression in complex floating-point numbers, its variables having given values.</summary>
internal static class NumericValue
{
    /// <summary>The value; null where there is none or where the expression is no number.</summary>
    public static Complex? Of(Expression expression, IReadOnlyDictionary<string, double> variables)
    {
        if (expression.Operation == Operation.Number)
            return expression.Value.ToDouble();
        if (expression.Operation == Operation.Symbol)
            return Symbol(expression.Symbol, variables);
        var operands = new Complex[expression.Operands.Count];
        for (var k = 0; k < operands.Length; k++)
        {
            if (Of(expression.Operands[k], variables) is not { } value)
                return null;
            operands[k] = value;
        }

        Complex? result = expression.Operation switch
        {
            Operation.Sum => operands.Aggregate(Complex.Zero, (sum, value) => sum + value),
            Operation.Product => operands.Aggregate(Complex.One, (product, value) => product * value),
            Operation.Quotient => operands[1] == Complex.Zero ? null : operands[0] / operands[1],
            Operation.Power => Power(operands[0], operands[1]),
            Operation.Negation => -operands[0],
            Operation.Function => Function(expression.Symbol, operands),
            _ => null,
        };
        return result is { } number && double.IsFinite(number.Real) && double.IsFinite(number.Imaginary) ? number : null;
    }

    /// <summary>Whether a symbol is a constant rather than a variable.</summary>
    public static bool IsConstant(string symbol) => symbol is "pi" or "e" or "i";

    private static Complex? Symbol(string symbol, IReadOnlyDictionary<string, double> variables) => symbol switch
    {
        "pi" => Math.PI,
        "e" => Math.E,
        "i" => Complex.ImaginaryOne,
        _ => variables.TryGetValue(symbol, out var value) ? value : null,
    };

    // A whole exponent is worked out by multiplication: the general formula leaves a trace of an imaginary part.
    private static Complex? Power(Complex value, Complex exponent)
    {
        if (value == Complex.Zero)
            return exponent.Real > 0 ? Complex.Zero : exponent == Complex.Zero ? Complex.One : null;
        if (exponent.Imaginary != 0 || exponent.Real != Math.Round(exponent.Real) || Math.Abs(exponent.Real) > 64)
            return value is { Imaginary: 0, Real: > 0 } && exponent.Imaginary == 0 ? Math.Pow(value.Real, exponent.Real) : Complex.Pow(value, exponent);
        var product = Complex.One;
        for (var k = 0; k < Math.Abs(exponent.Real); k++)
            product *= value;
        return exponent.Real < 0 ? 1 / product : product;
    }

    private static Complex? Function(string name, Complex[] operands) => (name, operands) switch
    {
        ("root", [var value, var degree]) => Root(value, degree),
        ("sin", [var x]) => Complex.Sin(x),
        ("cos", [var x]) => Complex.Cos(x),
        ("tan", [var x]) => Complex.Tan(x),
        ("cot", [var x]) => 1 / Complex.Tan(x),
        ("sec", [var x]) => 1 / Complex.Cos(x),
        ("csc", [var x]) => 1 / Complex.Sin(x),
        ("arcsin", [var x]) => Complex.Asin(x),
        ("arccos", [var x]) => Complex.Acos(x),
        ("arctan", [var x]) => Complex.Atan(x),
        ("sinh", [var x]) => Complex.Sinh(x),
        ("cosh", [var x]) => Complex.Cosh(x),
        ("tanh", [var x]) => Complex.Tanh(x),
        ("ln", [var x]) when x != Complex.Zero => Complex.Log(x),
        ("log", [var x]) when x != Complex.Zero => Complex.Log(x) / Math.Log(10),
        ("abs", [var x]) => Complex.Abs(x),
        ("floor", [{ Imaginary: 0 } x]) => Math.Floor(x.Real + 1e-12),
        ("ceil", [{ Imaginary: 0 } x]) => Math.Ceiling(x.Real - 1e-12),
        ("factorial", [{ Imaginary: 0 } x]) when x.Real >= 0 && x.Real <= 170 && x.Real == Math.Round(x.Real) => Factorial((int)x.Real),
        ("binomial", [{ Imaginary: 0 } n, { Imaginary: 0 } k]) when n.Real is >= 0 and <= 170 && k.Real >= 0 && k.Real <= n.Real && n.Real == Math.Round(n.Real) && k.Real == Math.Round(k.Real) =>
            Factorial((int)n.Real) / Factorial((int)k.Real) / Factorial((int)(n.Real - k.Real)),
        _ => null,
    };

    // The odd root of a negative number is the real one, as school mathematics has it.
    private static Complex? Root(Complex value, Complex degree)
    {
        if (degree.Imaginary != 0 || degree.Real == 0)
            return null;
        if (degree.Real == 2)
            return Complex.Sqrt(value);
        if (value.Imaginary == 0 && value.Real < 0 && degree.Real % 2 is 1 or -1)
            return -Math.Pow(-value.Real, 1 / degree.Real);
        return Power(value, 1 / degree);
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * k);
}
