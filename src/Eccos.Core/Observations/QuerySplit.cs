using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Eccos.Observations;

/// <summary>
/// Cuts records in two by their query text, so that the same question never stands on both sides, whatever file, order or machine it
/// comes from. A text is held out when the first eight bytes of SHA-256(seed, text), read as a fraction, fall below the fraction asked for,
/// or into the part asked for.
/// </summary>
public sealed class QuerySplit
{
    private readonly double _from;
    private readonly double _to;
    private readonly byte[] _seed;

    /// <summary>Defines a cut.</summary>
    /// <param name="heldOutFraction">The expected part of the texts that is held out, greater than 0 and less than 1.</param>
    /// <param name="seed">Chooses another cut of the same size.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not inside (0, 1).</exception>
    public QuerySplit(double heldOutFraction, int seed = 0)
        : this(heldOutFraction, seed, setSize: null)
    {
    }

    /// <summary>
    /// Defines a cut of a set that may itself be a part of a cut. Were both to hash alike, the same seed would find nothing left to hold
    /// out among texts that have all been passed over once; a part is smaller than its whole, so its size sets the two apart.
    /// </summary>
    /// <param name="heldOutFraction">The expected part of the texts that is held out, greater than 0 and less than 1.</param>
    /// <param name="seed">Chooses another cut of the same size.</param>
    /// <param name="setSize">The number of records of the set; null for a cut that is the same in every set.</param>
    internal QuerySplit(double heldOutFraction, int seed, int? setSize)
    {
        if (!(heldOutFraction > 0 && heldOutFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(heldOutFraction), heldOutFraction, "The held-out fraction lies between 0 and 1.");
        _to = heldOutFraction;
        _seed = SeedOf(seed, setSize);
    }

    private QuerySplit(double from, double to, int seed)
    {
        (_from, _to) = (from, to);
        _seed = SeedOf(seed, setSize: null);
    }

    /// <summary>
    /// Defines a cut that holds out one of several parts of about the same size. The parts of one seed share no text and together hold all,
    /// so that what one of them has of luck the others lack: what is averaged over all parts is free of it.
    /// </summary>
    /// <param name="part">The part that is held out, 1 to <paramref name="parts"/>.</param>
    /// <param name="parts">The number of parts, 2 or more.</param>
    /// <param name="seed">Chooses other parts of the same size.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two parts, or not as many as <paramref name="part"/>.</exception>
    public static QuerySplit OfPart(int part, int parts, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, parts);

        // The largest hash of all reads as 1, and belongs to the last part.
        return new QuerySplit((part - 1.0) / parts, part == parts ? double.PositiveInfinity : (double)part / parts, seed);
    }

    /// <summary>Whether a query is held out.</summary>
    /// <param name="text">The query's text.</param>
    /// <returns>The same answer for the same text and seed, always.</returns>
    public bool IsHeldOut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = SHA256.HashData([.. _seed, .. Encoding.UTF8.GetBytes(text)]);
        var place = BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue;
        return place >= _from && place < _to;
    }

    private static byte[] SeedOf(int seed, int? setSize) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}{(setSize is null ? "" : $"/{setSize}")}\n"));
}
