using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Eccos.Predictors;

/// <summary>
/// Everything a model file holds, read and verified. Nothing is allocated before the file is known to be long enough for it, so a forged
/// header costs no more memory than the file has bytes.
/// </summary>
/// <param name="File">The file's path as it was given, for messages.</param>
/// <param name="Arrays">The parts by name.</param>
/// <param name="Manifest">Numbers and kinds.</param>
internal sealed record ModelFileContent(string File, IReadOnlyDictionary<string, Array> Arrays, ModelManifest Manifest)
{
    /// <exception cref="ModelFileException">The file is cut off, changed, of another version or no model file.</exception>
    public static ModelFileContent Read(string path, CancellationToken cancellationToken)
    {
        using var handle = System.IO.File.OpenHandle(path);
        var fileLength = RandomAccess.GetLength(handle);
        if (fileLength < ModelHeader.Size)
            throw new ModelFileException(path, "header", $"is cut off: the file has {fileLength} bytes, its header alone has {ModelHeader.Size}.");
        var header = new byte[ModelHeader.Size];
        Fill(handle, header, 0, path, "header");
        var json = new byte[ModelHeader.ManifestLength(header, fileLength, path)];
        Fill(handle, json, ModelHeader.Size, path, "manifest");
        ModelHeader.CheckManifest(header, json, path);
        var manifest = Parse(json, path);
        var offsets = Offsets(manifest, ModelHeader.Size + json.Length, fileLength, path);

        var arrays = new Array[offsets.Length];
        ParallelLoop.Run(arrays.Length, k => arrays[k] = ReadPart(handle, manifest.Parts[k], offsets[k], path), new ParallelOptions { CancellationToken = cancellationToken });
        return new ModelFileContent(path, arrays.Index().ToDictionary(entry => manifest.Parts[entry.Index].Name, entry => entry.Item, StringComparer.Ordinal), manifest);
    }

    private static ModelManifest Parse(byte[] json, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelManifestJson.Default.ModelManifest) ?? throw new ModelFileException(path, "manifest", "is null.");
        }
        catch (JsonException exception)
        {
            throw new ModelFileException(path, "manifest", $"cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Where each part begins; all of them together fill the file to its last byte.</summary>
    private static long[] Offsets(ModelManifest manifest, long start, long fileLength, string path)
    {
        var offsets = new long[manifest.Parts.Count];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var offset = start;
        for (var k = 0; k < offsets.Length; k++)
        {
            if (manifest.Parts[k] is not { Name: not null, Sha256: not null } part)
                throw new ModelFileException(path, "manifest", $"part {k} is null, or lacks its name or sum.");
            if (!names.Add(part.Name))
                throw new ModelFileException(path, part.Name, "stands twice in the manifest.");
            if (!Enum.IsDefined(part.Type))
                throw new ModelFileException(path, part.Name, $"has the unknown type {part.Type}.");
            offsets[k] = offset;
            var size = LittleEndian.SizeOf(part.Type);
            if (part.Length < 0 || part.Length > (fileLength - offset) / size || part.Length > Array.MaxLength)
                throw new ModelFileException(path, part.Name, $"is to hold {part.Length} values of {size} bytes, but the file has {fileLength - offset} bytes left.");
            offset += part.Length * size;
        }

        if (offset != fileLength)
            throw new ModelFileException(path, "manifest", $"tells of {offset} bytes in all; the file has {fileLength}.");
        return offsets;
    }

    private static Array ReadPart(SafeFileHandle handle, ModelPart part, long offset, string path)
    {
        var values = LittleEndian.Allocate(part.Type, (int)part.Length);
        Fill(handle, LittleEndian.Bytes(values), offset, path, part.Name);
        if (!Convert.ToHexStringLower(SHA256.HashData(LittleEndian.Bytes(values))).Equals(part.Sha256, StringComparison.Ordinal))
            throw new ModelFileException(path, part.Name, "has another SHA-256 sum than the manifest tells; the file was changed or damaged.");
        LittleEndian.Reverse(values);
        return values;
    }

    private static void Fill(SafeFileHandle handle, Span<byte> destination, long offset, string path, string part)
    {
        while (destination.Length > 0)
        {
            var read = RandomAccess.Read(handle, destination, offset);
            if (read == 0)
                throw new ModelFileException(path, part, "is cut off: the file ended while it was read.");
            destination = destination[read..];
            offset += read;
        }
    }
}
