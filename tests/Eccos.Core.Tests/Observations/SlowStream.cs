namespace Eccos.Core.Tests.Observations;

/// <summary>A stream that cannot seek, gives a few bytes at a time and counts them.</summary>
internal sealed class SlowStream(byte[] content, int chunk) : MemoryStream(content, writable: false)
{
    public int BytesRead { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanSeek => false;

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = base.Read(buffer.Span[..Math.Min(chunk, buffer.Length)]);
        BytesRead += read;
        return ValueTask.FromResult(read);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
