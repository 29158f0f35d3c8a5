using System.Globalization;

namespace Eccos.QAServe;

/// <summary>Small numbers and ordinals written as words.</summary>
internal static class SmallNumbers
{
    private static readonly string[] _cardinals =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly string[] _ordinals =
    [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ];

    public static string Digits(string word)
    {
        var cardinal = Array.IndexOf(_cardinals, word);
        if (cardinal >= 0)
            return cardinal.ToString(CultureInfo.InvariantCulture);
        var ordinal = Array.IndexOf(_ordinals, word);
        return ordinal < 0 ? word : ordinal.ToString(CultureInfo.InvariantCulture) + (ordinal is 11 or 12 or 13 ? "th" : (ordinal % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
    }
}
