using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Eccos.Observations;

/// <summary>Reads and writes QAServe records as JSON Lines in UTF-8, one record a line, plain or gzip.</summary>
/// <remarks>
/// Stateless and safe for use from any thread. Files are read and written as streams, whatever their size; nothing is skipped silently but
/// empty lines. A text file that was cut off between two lines cannot be told from a shorter one; a gzip file that was cut off is an error
/// wherever it was.
/// </remarks>
public static class QAServeFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads a file record by record.</summary>
    /// <param name="path">The file; gzip is recognised by its content.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="QAServeFormatException">A line cannot be read; the message names file, line and field.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var record in ReadAsync(stream, path, cancellationToken).ConfigureAwait(false))
                yield return record;
        }
    }

    /// <summary>Reads a stream record by record.</summary>
    /// <param name="stream">The stream; gzip is recognised by its content. It need not be able to seek, and is left open.</param>
    /// <param name="name">What to call the stream in messages; with a name that ends in ".gz" it must not be empty.</param>
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
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var (number, text, _) in JsonLines.ReadAsync(stream, name, cancellationToken).ConfigureAwait(false))
        {
            var record = QAServeLine.Parse(text.Span, name, number);
            if (!lines.TryAdd(record.Id, number))
                throw new QAServeFormatException(name, number, "id", $"'{record.Id}' stands in line {lines[record.Id]} already; ids are unique.");
            yield return record;
        }
    }

    /// <summary>Writes records to a file, whole or not at all: it is written beside and moved into place at the end.</summary>
    /// <param name="path">The file; packed with gzip when its name ends in ".gz". An existing file is replaced.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the writing early; the file is then as it was before.</param>
    /// <returns>The number of records written.</returns>
    /// <exception cref="EccosException">A record carries a value out of range or an id that stands twice; the message names record and field.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
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

                // Of no data GZipStream makes an empty file, which is not gzip; an empty line stands for no records.
                if (written == 0)
                    packed.WriteByte((byte)'\n');
            }
        }, cancellationToken).ConfigureAwait(false);
        return written;
    }

    private static async Task<long> WriteLinesAsync(Stream stream, IAsyncEnumerable<QAServeRecord> records, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var lines = new ArrayBufferWriter<byte>(BufferSize);
        var json = new Utf8JsonWriter(lines, QAServeLine.WriterOptions);
        await using (json.ConfigureAwait(false))
        {
            await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (record is null)
                    throw new EccosException($"Record {ids.Count} is null.");
                QAServeLine.Write(json, record);
                if (!ids.Add(record.Id))
                    throw new EccosException($"Record '{record.Id}', field 'id': stands twice; ids are unique in a file.");
                json.Reset();
                lines.Write("\n"u8);
                if (lines.WrittenCount < BufferSize)
                    continue;
                await stream.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
                lines.ResetWrittenCount();
            }
        }

        await stream.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
        return ids.Count;
    }
}
