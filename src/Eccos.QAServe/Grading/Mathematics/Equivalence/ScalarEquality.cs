using System.Numerics;

namespace Eccos.QAServe;

/// <summary>
/// Decides whether two scalar expressions are the same function: rational numbers exactly, all else by its values at points chosen once for
/// all, after Schwartz (1980) and Zippel (1979): two different expressions rarely agree at one point, and all but never at six.
/// </summary>
internal sealed class ScalarEquality(double relativeTolerance)
{
    // Neither round numbers nor simple ratios of each other, so that identities special to a value do not hold by accident.
    private static readonly double[] _positive = [0.7390851332, 1.3063778838, 2.2195012345, 3.6180339917];
    private static readonly double[] _negative = [-0.5671432904, -1.9021605831];

    /// <summary>Whether both are the same; null when it cannot be decided because they have no value.</summary>
    public bool? AreEqual(Expression a, Expression b)
    {
        if (ExactValue.Of(a) is { } left && ExactValue.Of(b) is { } right)
            return left.Equals(right) || (!(left.IsInteger && right.IsInteger) && IsClose(left.ToDouble(), right.ToDouble(), rounding: 0));
        var rounding = Rounding(a, b);
        string[] names = [.. Variables(a).Union(Variables(b)).Order(StringComparer.Ordinal)];
        var compared = 0;
        foreach (var seed in _positive)
        {
            if (Compare(a, b, Point(names, seed), rounding) is not { } isEqual)
                continue;
            if (!isEqual)
                return false;
            compared++;
            if (names.Length == 0)
                return true;
        }

        // At negative values logarithms and even roots may be complex, and branches differ: they count where both sides are real.
        foreach (var seed in _negative)
        {
            var point = Point(names, seed);
            if (IsReal(NumericValue.Of(a, point)) && IsReal(NumericValue.Of(b, point)) && Compare(a, b, point, rounding) == false)
                return false;
        }

        return compared == 0 ? null : true;
    }

    /// <summary>Whether one is a constant multiple of the other, other than 0: both being 0 is then the same equation.</summary>
    public bool AreProportional(Expression a, Expression b)
    {
        string[] names = [.. Variables(a).Union(Variables(b)).Order(StringComparer.Ordinal)];
        Complex? ratio = null;
        foreach (var seed in _positive)
        {
            var point = Point(names, seed);
            if (NumericValue.Of(a, point) is not { } x || NumericValue.Of(b, point) is not { } y)
                return false;
            if (Complex.Abs(x) < 1e-9 || Complex.Abs(y) < 1e-9)
                return false;
            ratio ??= x / y;
            if (!IsClose(x / y, ratio.Value, rounding: 0))
                return false;
        }

        return ratio is not null && names.Length > 0;
    }

    private bool? Compare(Expression a, Expression b, Dictionary<string, double> point, double rounding) =>
        NumericValue.Of(a, point) is { } x && NumericValue.Of(b, point) is { } y ? IsClose(x, y, rounding) : null;

    private bool IsClose(Complex x, Complex y, double rounding) =>
        x == y || Complex.Abs(x - y) <= Math.Max(relativeTolerance * Math.Max(Complex.Abs(x), Complex.Abs(y)), rounding);

    // What sums and functions leave of a 0, as sin(pi) does. A product leaves nothing: 10^-34 pi and 10^-19 pi are far apart.
    private double Rounding(Expression a, Expression b) =>
        relativeTolerance > 0 && a.Parts().Concat(b.Parts()).Any(part => part.Operation is Operation.Sum or Operation.Function) ? 1e-12 : 0;

    private static bool IsReal(Complex? value) => value is { } number && Math.Abs(number.Imaginary) < 1e-12;

    private static IEnumerable<string> Variables(Expression expression) =>
        expression.Parts().Where(part => part.Operation == Operation.Symbol && !NumericValue.IsConstant(part.Symbol)).Select(part => part.Symbol);

    // Each variable has its own value, which depends on all the names alone: x and y are never equal by accident.
    private static Dictionary<string, double> Point(string[] names, double seed) =>
        names.Index().ToDictionary(entry => entry.Item, entry => seed * (1 + (0.3141592654 * entry.Index)) + (0.0577215665 * entry.Index), StringComparer.Ordinal);
}
