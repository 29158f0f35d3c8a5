using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Eccos.QAServe;

/// <summary>Reads JSON Lines and CSV row by row.</summary>
internal static class FieldFile
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A reader of UTF-8 that takes no broken bytes.</summary>
    public static StreamReader Open(Stream stream) => new(stream, _strict, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);

    /// <summary>The objects of JSON Lines, one a line; empty lines are passed over.</summary>
    public static async IAsyncEnumerable<FieldRow> ReadJsonAsync(Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = Open(stream);
        for (var line = 1L; ; line++)
        {
            if (await LineAsync(reader, name, line, cancellationToken).ConfigureAwait(false) is not { } text)
                yield break;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            using var document = Parse(text, name, line);
            yield return new JsonRow(document.RootElement, name, line);
        }
    }

    private static async Task<string?> LineAsync(StreamReader reader, string name, long line, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException problem)
        {
            throw Broken(name, line, "is not UTF-8, here or a little further on.", problem);
        }
    }

    private static JsonDocument Parse(string text, string name, long line)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            using (document)
                throw Broken(name, line, $"is a JSON {document.RootElement.ValueKind}; a line holds one object.");
        }
        catch (JsonException problem)
        {
            throw Broken(name, line, $"is not JSON: {problem.Message}", problem);
        }
    }

    public static Observations.QAServeFormatException Broken(string name, long line, string problem, Exception? cause = null) =>
        cause is null ? new($"{name}, line {line}: {problem}") : new($"{name}, line {line}: {problem}", cause);
}
