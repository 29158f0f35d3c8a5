using System.Globalization;
using System.Numerics;

namespace Eccos.QAServe;

/// <summary>A fraction in lowest terms with a positive denominator: exact, whatever its size.</summary>
internal readonly struct Rational : IEquatable<Rational>
{
    /// <summary>The longest numbers that are worked with exactly.</summary>
    public const int MaxBits = 20_000;

    private static readonly BigInteger _exact = BigInteger.One << 1000;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public BigInteger Numerator { get; }

    // The default value of a struct is 0, and 0 is 0/1.
    public BigInteger Denominator { get => field.IsZero ? BigInteger.One : field; }

    public bool IsInteger => Denominator.IsOne;

    public bool IsZero => Numerator.IsZero;

    /// <summary>Whether it is longer than <see cref="MaxBits"/>.</summary>
    public bool IsLong => Bits > MaxBits;

    private long Bits => Math.Max(Numerator.GetBitLength(), Denominator.GetBitLength());

    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    public static Rational operator +(Rational a, Rational b) => new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>The value of digits with an optional point, such as "12", "3.50" or ".5".</summary>
    public static Rational Parse(string digits)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var all = digits.Remove(point, 1);
        return new Rational(all.Length == 0 ? 0 : BigInteger.Parse(all, NumberStyles.None, CultureInfo.InvariantCulture), BigInteger.Pow(10, digits.Length - point - 1));
    }

    /// <summary>A power; null when there is none, as of 0 to a negative exponent, or when it would be too long.</summary>
    public Rational? Power(int exponent) => (IsZero && exponent < 0) || Bits * Math.Abs(exponent) > MaxBits ? null
        : exponent >= 0 ? new Rational(BigInteger.Pow(Numerator, exponent), BigInteger.Pow(Denominator, exponent))
        : new Rational(BigInteger.Pow(Denominator, -exponent), BigInteger.Pow(Numerator, -exponent));

    // Numbers beyond the range of double still have a ratio within it.
    public double ToDouble() => BigInteger.Abs(Numerator) < _exact && Denominator < _exact
        ? (double)Numerator / (double)Denominator
        : Numerator.Sign * Math.Exp(BigInteger.Log(BigInteger.Abs(Numerator)) - BigInteger.Log(Denominator));

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => IsInteger ? Numerator.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
