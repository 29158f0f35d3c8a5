namespace Eccos.Observations;

/// <summary>A stream with a seal put behind its end.</summary>
internal sealed class SealedStream(Stream content, ReadOnlyMemory<byte> seal) : ForwardStream
{
    private ReadOnlyMemory<byte> _left = seal;

    /// <summary>Whether the reader has taken all of the content and gone on to the seal.</summary>
    public bool IsSealReached { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsSealReached)
        {
            var read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0 || buffer.IsEmpty)
                return read;
            IsSealReached = true;
        }

        var taken = Math.Min(buffer.Length, _left.Length);
        _left[..taken].CopyTo(buffer);
        _left = _left[taken..];
        return taken;
    }
}
