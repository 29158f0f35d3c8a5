using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Eccos;

/// <summary>Names a placement, and what the ledger holds for it, in every process that hears of it.</summary>
/// <remarks>An immutable value; <see cref="ToString"/> and <see cref="TryParse"/> carry it to another process and back.</remarks>
/// <param name="Origin">Names the scheduler that made it: its machine, process, start and name, as one number.</param>
/// <param name="Sequence">Counts that scheduler's placements, from 1.</param>
public readonly record struct PlacementId(long Origin, long Sequence)
{
    private const int HexDigits = 16;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text; may be <see langword="null"/>.</param>
    /// <param name="id">The id; the empty one when the text is none.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PlacementId id)
    {
        id = default;
        if (text is not { Length: 2 * HexDigits }
            || !long.TryParse(text.AsSpan(0, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var origin)
            || !long.TryParse(text.AsSpan(HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        id = new PlacementId(origin, sequence);
        return true;
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin:x16}{Sequence:x16}");
}
