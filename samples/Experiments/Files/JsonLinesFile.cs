using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Eccos.Experiments.Files;

/// <summary>Writes JSON Lines files, whole or not at all.</summary>
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
}
