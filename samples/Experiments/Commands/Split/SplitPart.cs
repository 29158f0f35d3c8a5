using System.Globalization;

namespace Eccos.Experiments.Commands.Split;

/// <summary>One of several parts of about the same size.</summary>
/// <param name="Part">1 to <paramref name="Parts"/>.</param>
/// <param name="Parts">2 or more.</param>
internal sealed record SplitPart(int Part, int Parts)
{
    /// <summary>Reads K/N.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SplitPart Parse(string text)
    {
        if (text.Split('/') is not [var k, var n] || Number(k) is not { } part || Number(n) is not { } parts || parts < 2 || part < 1 || part > parts)
            throw new FormatException();
        return new SplitPart(part, parts);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
