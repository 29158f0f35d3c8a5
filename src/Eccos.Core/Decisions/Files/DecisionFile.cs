using System.IO.Compression;
using System.Runtime.CompilerServices;
using Eccos.Observations;

namespace Eccos;

/// <summary>Reads and writes decision records as JSON Lines in UTF-8, one record a line, plain or gzip.</summary>
/// <remarks>
/// Stateless and safe for use from any thread. Files are read and written as streams, whatever their size. Fields that are not known are passed over, and so are
/// empty lines and a last line that is still being written or was cut off, without its line feed; nothing else is. To write while a scheduler runs, use a
/// <see cref="DecisionLog"/>.
/// </remarks>
public static class DecisionFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads a file record by record.</summary>
    /// <param name="path">The file; gzip is recognised by its content. It may still be written to: the records are those of its whole lines.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="QAServeFormatException">A line cannot be read; the message names file, line and field.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async IAsyncEnumerable<DecisionRecord> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var decision in ReadAsync(stream, path, cancellationToken).ConfigureAwait(false))
                yield return decision;
        }
    }

    /// <summary>Reads a stream record by record.</summary>
    /// <param name="stream">The stream; gzip is recognised by its content. It need not be able to seek, and is left open.</param>
    /// <param name="name">What to call the stream in messages.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the stream.</returns>
    /// <exception cref="QAServeFormatException">A line cannot be read; the message names file, line and field.</exception>
    public static async IAsyncEnumerable<DecisionRecord> ReadAsync(Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        await foreach (var (number, text, isEnded) in JsonLines.ReadAsync(stream, name, cancellationToken).ConfigureAwait(false))
        {
            if (!isEnded && DecisionLine.IsCutOff(text.Span))
                yield break;
            yield return DecisionLine.Parse(text.Span, name, number);
        }
    }

    /// <summary>Writes records to a file, whole or not at all: it is written beside and moved into place at the end.</summary>
    /// <param name="path">The file; packed with gzip when its name ends in ".gz". An existing file is replaced.</param>
    /// <param name="decisions">The records.</param>
    /// <param name="cancellationToken">Ends the writing early; the file is then as it was before.</param>
    /// <returns>The number of records written.</returns>
    /// <exception cref="EccosException">A record carries a value out of range; the message names query and field.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<long> WriteAsync(string path, IAsyncEnumerable<DecisionRecord> decisions, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(decisions);
        var written = 0L;
        await AtomicFile.WriteAsync(path, async (file, token) =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                written = await WriteLinesAsync(file, decisions, token).ConfigureAwait(false);
                return;
            }

            var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
            await using (packed.ConfigureAwait(false))
            {
                written = await WriteLinesAsync(packed, decisions, token).ConfigureAwait(false);

                // Of no data GZipStream makes an empty file, which is not gzip; an empty line stands for no records.
                if (written == 0)
                    packed.WriteByte((byte)'\n');
            }
        }, cancellationToken).ConfigureAwait(false);
        return written;
    }

    private static async Task<long> WriteLinesAsync(Stream stream, IAsyncEnumerable<DecisionRecord> decisions, CancellationToken cancellationToken)
    {
        var buffered = new BufferedStream(stream, BufferSize);
        var written = 0L;
        await foreach (var decision in decisions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await buffered.WriteAsync(DecisionLine.Of(decision ?? throw new EccosException($"Decision {written} is null.")), cancellationToken).ConfigureAwait(false);
            written++;
        }

        await buffered.FlushAsync(cancellationToken).ConfigureAwait(false);
        return written;
    }
}
