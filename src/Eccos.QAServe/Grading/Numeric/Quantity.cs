namespace Eccos.QAServe;

/// <summary>A number as it was written.</summary>
/// <param name="Value">Its value; of a percentage, the number before the sign.</param>
/// <param name="IsPercentage">Whether it was written as a percentage.</param>
/// <param name="Decimals">The digits behind the decimal point; null for fractions and whole numbers.</param>
/// <param name="Unscaled">The number before a word such as "dozen" or "million"; null where there is none.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">The place behind it.</param>
internal readonly record struct Quantity(Rational Value, bool IsPercentage, int? Decimals, Rational? Unscaled, int Start, int End);
