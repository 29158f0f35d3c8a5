using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Eccos.Experiments.Files;

/// <summary>Writes JSON Lines files, whole or not at all, and reads them.</summary>
internal static class JsonLinesFile
{
    /// <summary>Writes one line for each item.</summary>
    public static Task WriteAsync<T>(string path, IEnumerable<T> lines, JsonTypeInfo<T> form, CancellationToken cancellationToken = default) =>
        AtomicFile.WriteAsync(path, async (stream, token) =>
        {
            foreach (var line in lines)
            {
                await JsonSerializer.SerializeAsync(stream, line, form, token);
                stream.WriteByte((byte)'\n');
            }
        }, cancellationToken);

    /// <summary>Reads one item of each line that is not empty; unpacks a file whose name ends in .gz.</summary>
    /// <exception cref="EccosException">A line is no such item, or what should be packed is not; the message names file and line.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(FileInfo file, JsonTypeInfo<T> form, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        await using var stream = file.OpenRead();
        await using var unpacked = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : null;
        using var reader = new StreamReader((Stream?)unpacked ?? stream);
        for (var number = 1; await LineAsync(number) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Read(line, form) ?? throw new EccosException($"{file}, line {number}: null is not an item.");

            T? Read(string text, JsonTypeInfo<T> typeInfo)
            {
                try
                {
                    return JsonSerializer.Deserialize(text, typeInfo);
                }
                catch (JsonException problem)
                {
                    throw new EccosException($"{file}, line {number}: {problem.Message}", problem);
                }
            }
        }

        async Task<string?> LineAsync(int number)
        {
            try
            {
                return await reader.ReadLineAsync(cancellationToken);
            }
            catch (InvalidDataException problem)
            {
                throw new EccosException($"{file}, line {number}: {problem.Message}", problem);
            }
        }
    }
}
