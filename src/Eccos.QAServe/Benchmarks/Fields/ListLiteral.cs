using System.Globalization;
using System.Text;

namespace Eccos.QAServe;

/// <summary>Reads a list of texts as JSON or Python writes it: ["a", "b"], ['a', "it's"]; with or without commas, as NumPy prints it.</summary>
internal static class ListLiteral
{
    public static bool TryParse(string text, out IReadOnlyList<string> items)
    {
        var found = new List<string>();
        items = found;
        var k = SkipSpace(text, 0);
        if (k == text.Length || text[k++] != '[')
            return false;
        while (true)
        {
            k = SkipSpace(text, k);
            if (k == text.Length)
                return false;
            if (text[k] == ']')
                return SkipSpace(text, k + 1) == text.Length;
            if (text[k] == ',' && found.Count > 0)
            {
                k++;
                continue;
            }

            if (text[k] is not ('"' or '\'') || !TryRead(text, ref k, out var item))
                return false;
            found.Add(item);
        }
    }

    private static bool TryRead(string text, ref int k, out string item)
    {
        var quote = text[k];
        var content = new StringBuilder();
        for (k++; k < text.Length; k++)
        {
            if (text[k] == quote)
            {
                k++;
                item = content.ToString();
                return true;
            }

            if (text[k] == '\\' && k + 1 < text.Length)
                k++;
            else
            {
                content.Append(text[k]);
                continue;
            }

            content.Append(Escaped(text, ref k));
        }

        item = "";
        return false;
    }

    // What the letter behind a backslash stands for; \xe9, \u00e9 and \U000000e9 are a character by its number.
    private static string Escaped(string text, ref int k)
    {
        var digits = text[k] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0 && k + digits < text.Length && int.TryParse(text.AsSpan(k + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && (digits < 8 || Rune.IsValid(number)))
        {
            k += digits;
            return digits < 8 ? ((char)number).ToString() : new Rune(number).ToString();
        }

        return text[k] switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'b' => "\b", 'f' => "\f", '\\' or '\'' or '"' or '/' => text[k].ToString(), var other => "\\" + other };
    }

    private static int SkipSpace(string text, int k)
    {
        while (k < text.Length && char.IsWhiteSpace(text[k]))
            k++;
        return k;
    }
}
