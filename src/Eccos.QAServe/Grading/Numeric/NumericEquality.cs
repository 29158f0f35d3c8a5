namespace Eccos.QAServe;

/// <summary>
/// Decides whether a number is the reference: whole references exactly, others within a relative tolerance, or when the reference is the number
/// rounded to its own decimals.
/// </summary>
internal sealed class NumericEquality(double relativeTolerance)
{
    // What is left of a whole number by arithmetic in floating point: 17.9999999999.
    private const double Rounding = 1e-9;

    public bool AreEqual(Quantity answer, Quantity reference) => answer.IsPercentage == reference.IsPercentage && answer.Unscaled.HasValue == reference.Unscaled.HasValue
        ? Agree(answer, answer.Value, reference, reference.Value)
        : Readings(answer).Any(a => Readings(reference).Any(r => Agree(answer, a, reference, r)));

    /// <summary>The values a number may stand for: 25 % is 25, where per cent are asked for, and 0.25; 5 million is 5, where millions are, and 5,000,000.</summary>
    public static IEnumerable<Rational> Readings(Quantity quantity)
    {
        yield return quantity.Value;
        if (quantity.IsPercentage)
            yield return quantity.Value / 100;
        if (quantity.Unscaled is { } unscaled)
            yield return unscaled;
    }

    private bool Agree(Quantity answer, Rational a, Quantity reference, Rational r) => IsClose(a, r) || IsRounded(answer, a, reference, r);

    private bool IsClose(Rational a, Rational r)
    {
        if (a.Equals(r))
            return true;
        if (a.IsInteger && r.IsInteger)
            return false;
        var (x, y) = (a.ToDouble(), r.ToDouble());
        return Math.Abs(x - y) <= Math.Abs(y) * (r.IsInteger ? Rounding : relativeTolerance);
    }

    // 2.3333 and 7/3 are 2.33; 2.334 is not: with hardly more digits than the reference a number is another number.
    private static bool IsRounded(Quantity answer, Rational a, Quantity reference, Rational r)
    {
        if (reference.Decimals is not (>= 2 and var decimals) || answer.Decimals < decimals + 2 || a.IsInteger)
            return false;
        return Math.Abs(a.ToDouble() - r.ToDouble()) <= 0.5 * Math.Pow(10, -decimals) * (1 + 1e-9);
    }
}
