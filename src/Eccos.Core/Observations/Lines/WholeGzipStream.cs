using System.IO.Compression;

namespace Eccos.Observations;

/// <summary>
/// Unpacks gzip data and fails where it is not whole. <see cref="GZipStream"/> alone takes data that is cut off anywhere, and data that is
/// followed by anything else, for complete, so that records would be lost without a word. Here a last gzip member of known content, the
/// seal, is put behind the data: it comes out again exactly when every member before it is whole.
/// </summary>
internal sealed class WholeGzipStream : ForwardStream
{
    private readonly SealedStream _packed;
    private readonly GZipStream _unpacked;
    private bool _isChecked;

    public WholeGzipStream(Stream packed)
    {
        _packed = new SealedStream(packed, Pack(Seal));
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress, leaveOpen: true);
    }

    private static ReadOnlySpan<byte> Seal => "end of the data"u8;

    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isChecked || buffer.IsEmpty)
            return 0;

        // All that is unpacked before the seal is asked for is content; all that is unpacked afterwards must be the seal.
        int read;
        try
        {
            read = await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(_packed.IsSealReached ? "the gzip data ends too early." : "the gzip data is damaged.", exception);
        }

        if (read > 0 && !_packed.IsSealReached)
            return read;
        if (!_packed.IsSealReached)
            throw new InvalidDataException("the gzip data is followed by something else.");
        if (!await IsSealAsync(buffer[..read], cancellationToken).ConfigureAwait(false))
            throw new InvalidDataException("the gzip data ends too early.");
        _isChecked = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> IsSealAsync(ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        if (start.Length > Seal.Length)
            return false;
        var found = new byte[Seal.Length + 1];
        start.CopyTo(found);
        try
        {
            var rest = await _unpacked.ReadAtLeastAsync(found.AsMemory(start.Length), found.Length - start.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return start.Length + rest == Seal.Length && found.AsSpan(0, Seal.Length).SequenceEqual(Seal);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }
}
