using System.Globalization;
using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Reads the numbers in a text, in every form in which models write them.</summary>
internal static partial class QuantityReader
{
    private const int MaxExponent = 400;

    /// <summary>The numbers in their order; where there are no digits, those written as words.</summary>
    public static IReadOnlyList<Quantity> ReadAll(string plain)
    {
        var quantities = Number().Matches(plain).Select(Read).OfType<Quantity>().ToList();
        return quantities.Count > 0 ? quantities : NumberWords.ReadAll(plain);
    }

    private static Quantity? Read(Match match)
    {
        int? decimals = null;
        Rational value;
        if (match.Groups["whole"].Success)
        {
            if (Ratio(match.Groups["part"].Value, match.Groups["of"].Value) is not { } part)
                return null;
            value = Whole(match.Groups["whole"].Value) + part;
        }
        else if (match.Groups["over"].Success)
        {
            if (Ratio(match.Groups["number"].Value, match.Groups["over"].Value) is not { } ratio)
                return null;
            value = ratio;
        }
        else
        {
            var digits = Digits(match.Groups["number"].Value);
            decimals = digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? digits.Length - point - 1 : null;
            value = Rational.Parse(digits);
        }

        if (match.Groups["power"].Success && Exponent(match.Groups["power"].Value) is { } power)
        {
            if (value.Power(power) is not { } raised)
                return null;
            (value, decimals) = (raised, null);
        }

        if (match.Groups["exponent"].Success)
        {
            if (Exponent(match.Groups["exponent"].Value) is not { } exponent || ((Rational)10).Power(exponent) is not { } scale)
                return null;
            (value, decimals) = (value * scale, null);
        }

        Rational? unscaled = null;
        if (match.Groups["scale"].Success)
            (value, decimals, unscaled) = (value * NumberWords.Scale(match.Groups["scale"].Value), null, value);
        var isNegative = match.Groups["minus"].Success || (match.Groups["open"].Success && match.Groups["close"].Success);
        return new Quantity(isNegative ? -value : value, match.Groups["percent"].Success, decimals, isNegative ? -unscaled : unscaled, match.Index, match.Index + match.Length);
    }

    private static Rational Whole(string text) => Rational.Parse(Digits(text));

    private static Rational? Ratio(string part, string of) => Whole(of).IsZero ? null : Whole(part) / Whole(of);

    private static int? Exponent(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= MaxExponent ? value : null;

    /// <summary>Digits with a decimal point alone, whatever stood between thousands and before decimals.</summary>
    private static string Digits(string number)
    {
        if (EuropeanGroups().IsMatch(number))
            return number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (DecimalComma().IsMatch(number))
            return number.Replace(',', '.');
        return number.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal).Replace("\u2009", "", StringComparison.Ordinal);
    }

    private const string Plain = @"(?:\d{1,3}(?:[,'’_ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|0,\d+|\d+,\d{1,2}(?![\d,])|\d+\.\d+|\.\d+|\d+)";

    [GeneratedRegex(
        @"(?<![\w.^]|\^[{(]|\d,)(?<open>\((?=[$€£¥]))?(?<minus>(?<![\w)\]}]\s?)-\s?)?\+?(?:(?:US|CA|AU|NZ|HK)?[$€£¥₹]|(?:USD|EUR|GBP|Rs\.?)\s?)?\s?(?<minus>-)?"
        + @"(?:(?<whole>\d+)(?:\s+|\s+and\s+|-)(?<part>\d+)\s?/\s?(?<of>\d+)(?![\d/])|(?<number>" + Plain + @")(?:\s?/\s?(?<over>" + Plain + @")(?!\s?/?\d))?)"
        + @"(?:\^\{?(?<power>-?\d{1,4})\}?)?"
        + @"(?:[eE](?<exponent>[-+]?\d{1,4})(?!\w)|\s?[×x*]\s?10\s?\^\s?[{(]?\s?(?<exponent>[-+]?\d{1,4})[})]?)?"
        + @"(?:\s?(?<percent>%|percent\b|per cent\b|percentage points?\b|pct\b)|[\s-]?(?<scale>hundred|thousand|million|billion|trillion|dozen)s?\b|(?<scale>[kK]|M|bn|B)(?![\w^]))?(?<close>\))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$")]
    private static partial Regex EuropeanGroups();

    [GeneratedRegex(@"^0,\d+$|^\d+,\d{1,2}$")]
    private static partial Regex DecimalComma();
}
