using System.Globalization;

namespace Eccos.QAServe;

/// <summary>
/// Plain letters for those of other widths and with accents. Written out, because Unicode normalisation does nothing in hosts that run without
/// culture data.
/// </summary>
internal static class PlainLetters
{
    private const char FirstFullWidth = '\uff01';
    private const char LastFullWidth = '\uff5e';

    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňŋòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżžșțạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư";
    private const string Unaccented = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzzstaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyyou";

    /// <summary>Full-width letters, digits and signs as ordinary ones.</summary>
    public static string HalfWidth(string text) => !text.AsSpan().ContainsAnyInRange(FirstFullWidth, LastFullWidth)
        ? text
        : string.Concat(text.Select(letter => letter is >= FirstFullWidth and <= LastFullWidth ? (char)(letter - FirstFullWidth + '!') : letter));

    /// <summary>The decimal digits of any script as 0 to 9.</summary>
    public static string Digits(string text) =>
        string.Create(text.Length, text, static (plain, text) =>
        {
            for (var k = 0; k < plain.Length; k++)
                plain[k] = char.IsDigit(text[k]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[k])) : text[k];
        });

    /// <summary>A lowered digit, as of CO₂, as an ordinary one; any other character as it is.</summary>
    public static char WithoutLowering(char letter) => letter is >= '₀' and <= '₉' ? (char)(letter - '₀' + '0') : letter;

    /// <summary>A lower-case Latin letter without its accent; any other character as it is.</summary>
    public static char WithoutAccent(char letter) => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? Unaccented[place] : letter;
}
