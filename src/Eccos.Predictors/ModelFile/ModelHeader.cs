using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Eccos.Predictors;

/// <summary>
/// The first bytes of a model file:
/// <code>
/// 0   8   "ECCOSMDL"
/// 8   4   format version, little-endian
/// 12  4   bytes of the manifest, little-endian
/// 16 32   SHA-256 of the manifest
/// 48      the manifest, JSON in UTF-8; then the parts, one after the other, to the end of the file
/// </code>
/// </summary>
internal static class ModelHeader
{
    public const int Size = 48;

    /// <summary>The format version that is written. Files of every version up to it are read.</summary>
    public const int Version = 3;

    private const int VersionOffset = 8;
    private const int LengthOffset = 12;
    private const int SumOffset = 16;

    private static ReadOnlySpan<byte> Magic => "ECCOSMDL"u8;

    public static byte[] Create(ReadOnlySpan<byte> manifest)
    {
        var header = new byte[Size];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(VersionOffset), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(LengthOffset), manifest.Length);
        SHA256.HashData(manifest, header.AsSpan(SumOffset));
        return header;
    }

    /// <returns>The length of the manifest, which lies within the file.</returns>
    public static int ManifestLength(ReadOnlySpan<byte> header, long fileLength, string file)
    {
        if (!header.StartsWith(Magic))
            throw new ModelFileException(file, "header", "is not that of a model file; it begins with the letters ECCOSMDL.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(header[VersionOffset..]);
        if (version is < 1 or > Version)
            throw new ModelFileException(file, "header", $"names format version {version}; versions 1 to {Version} can be read.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(header[LengthOffset..]);
        if (length < 0 || length > fileLength - Size)
            throw new ModelFileException(file, "header", $"tells of a manifest of {length} bytes; the file has {fileLength - Size} after its header.");
        return length;
    }

    public static void CheckManifest(ReadOnlySpan<byte> header, ReadOnlySpan<byte> manifest, string file)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(manifest, sum);
        if (!sum.SequenceEqual(header[SumOffset..Size]))
            throw new ModelFileException(file, "manifest", "has another SHA-256 sum than the header tells; the file was changed or damaged.");
    }
}
