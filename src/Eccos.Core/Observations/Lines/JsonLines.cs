using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Eccos.Observations;

/// <summary>Cuts a stream, plain or gzip, into the lines it holds, as bytes. Reads no further than the buffer in which the last line asked for ends.</summary>
internal static class JsonLines
{
    private const int BufferSize = 1 << 16;
    private static readonly StreamPipeReaderOptions _options = new(bufferSize: BufferSize, minimumReadSize: 1 << 12, leaveOpen: true);

    /// <summary>The lines that are not empty, and whether a line feed ends them; the bytes are valid until the next line is asked for.</summary>
    /// <exception cref="QAServeFormatException">Gzip data that is damaged or cut off.</exception>
    public static async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte> Text, bool IsEnded)> ReadAsync(
        Stream stream,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var raw = PipeReader.Create(stream, _options);
        var start = await raw.ReadAtLeastAsync(2, cancellationToken).ConfigureAwait(false);
        var isGzip = IsGzip(start.Buffer.Slice(0, Math.Min(2, start.Buffer.Length)).ToArray());
        if (start.Buffer.IsEmpty && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new QAServeFormatException(name, 1, null, "the file is empty; even a gzip file without records is not, so it was cut off.");
        raw.AdvanceTo(start.Buffer.Start);

        using var unpacked = isGzip ? new WholeGzipStream(raw.AsStream(leaveOpen: true)) : null;
        var reader = unpacked is null ? raw : PipeReader.Create(unpacked, _options);
        try
        {
            for (var number = 1L; ;)
            {
                var read = await ReadAsync(reader, name, number, cancellationToken).ConfigureAwait(false);
                var rest = read.Buffer;
                for (; TryTakeLine(ref rest, read.IsCompleted, out var line, out var isEnded); number++)
                {
                    var text = Trim(line.IsSingleSegment ? line.First : line.ToArray(), isFirst: number == 1);
                    if (text.Length > 0)
                        yield return (number, text, isEnded);
                }

                if (read.IsCompleted)
                    yield break;
                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
            await raw.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether data that begins so is gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> magic = [0x1f, 0x8b];
        return start.StartsWith(magic);
    }

    /// <summary>A line without the blanks around it and, where the file begins with it, without the byte order mark.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool isFirst)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xef, 0xbb, 0xbf];
        if (isFirst && line.Span.StartsWith(byteOrderMark))
            line = line[byteOrderMark.Length..];
        return line.Trim(" \t\r"u8);
    }

    private static async ValueTask<ReadResult> ReadAsync(PipeReader reader, string name, long number, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new QAServeFormatException(name, number, null, $"the file is damaged or cut off here or a little further on: {exception.Message}", exception);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isLast, out ReadOnlySequence<byte> line, out bool isEnded)
    {
        isEnded = false;
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            isEnded = true;
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!isLast || rest.IsEmpty)
            return false;
        rest = rest.Slice(rest.End);
        return true;
    }
}
