using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Eccos.Observations;

/// <summary>Reads and writes QAServe records as JSON Lines, one record a line, plain or gzip.</summary>
/// <remarks>Stateless and safe for use from any thread. Files are read as streams; nothing is skipped silently but empty lines.</remarks>
public static class QAServeFile
{
    private static readonly QAServeJson _json = new(new JsonSerializerOptions(QAServeJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads a file record by record.</summary>
    /// <param name="path">The file; gzip is recognised by its content.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="QAServeFormatException">A line cannot be read; the message names file, line and field.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var record in ReadAsync(stream, path, cancellationToken).ConfigureAwait(false))
                yield return record;
        }
    }

    /// <summary>Reads a stream record by record.</summary>
    /// <param name="stream">The stream; gzip is recognised by its content, so it must be able to seek. It is left open.</param>
    /// <param name="name">What to call the stream in messages.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the stream.</returns>
    /// <exception cref="QAServeFormatException">A line cannot be read; the message names file, line and field.</exception>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(
        Stream stream,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        using var unpacked = IsGzip(stream) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
        using var reader = new StreamReader(unpacked ?? stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        for (long line = 1; await ReadLineAsync(reader, name, line, cancellationToken).ConfigureAwait(false) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var record = Parse(text, name, line);
            if (!lines.TryAdd(record.Id, line))
                throw new QAServeFormatException(name, line, "id", $"'{record.Id}' stands in line {lines[record.Id]} already; ids are unique.");
            yield return record;
        }
    }

    /// <summary>Writes records to a file, whole or not at all: it is written beside and moved into place at the end.</summary>
    /// <param name="path">The file; packed with gzip when its name ends in ".gz". An existing file is replaced.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the writing early; the file is then as it was before.</param>
    /// <returns>The number of records written.</returns>
    /// <exception cref="EccosException">A record carries a value out of range or an id that stands twice.</exception>
    public static async Task<long> WriteAsync(string path, IAsyncEnumerable<QAServeRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(records);
        var written = 0L;
        await AtomicFile.WriteAsync(path, async (file, token) =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                written = await WriteLinesAsync(file, records, token).ConfigureAwait(false);
                return;
            }

            var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            await using (packed.ConfigureAwait(false))
            {
                written = await WriteLinesAsync(packed, records, token).ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
        return written;
    }

    private static async Task<long> WriteLinesAsync(Stream stream, IAsyncEnumerable<QAServeRecord> records, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (QAServeRecordRules.FirstBreach(record) is { } breach)
                throw new EccosException($"Record '{record.Id}', field '{breach.Field}': {breach.Problem}");
            if (!ids.Add(record.Id))
                throw new EccosException($"Record '{record.Id}' stands twice; ids are unique in a file.");
            await JsonSerializer.SerializeAsync(stream, record, _json.QAServeRecord, cancellationToken).ConfigureAwait(false);
            stream.WriteByte((byte)'\n');
        }

        return ids.Count;
    }

    private static async ValueTask<string?> ReadLineAsync(StreamReader reader, string name, long line, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or DecoderFallbackException)
        {
            throw new QAServeFormatException(name, line, null, $"the file is damaged or cut off here ({exception.Message})", exception);
        }
    }

    private static QAServeRecord Parse(string text, string name, long line)
    {
        try
        {
            var record = JsonSerializer.Deserialize(text, _json.QAServeRecord)
                ?? throw new QAServeFormatException(name, line, null, "is null; a line holds one record as a JSON object.");
            if (QAServeRecordRules.FirstBreach(record) is { } breach)
                throw new QAServeFormatException(name, line, breach.Field, breach.Problem);
            return record;
        }
        catch (JsonException exception)
        {
            var field = exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
            throw new QAServeFormatException(name, line, field, exception.Message, exception);
        }
    }

    private static bool IsGzip(Stream stream)
    {
        var start = stream.Position;
        var gzip = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = start;
        return gzip;
    }
}
