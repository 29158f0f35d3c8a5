namespace Eccos.Predictors.Tests;

/// <summary>Counts characters, unless it is disposed.</summary>
internal sealed class DisposableCounter : ITokenCounter, IDisposable
{
    private bool _disposed;

    /// <summary>The texts that were counted.</summary>
    public int Counted { get; private set; }

    public int Count(ReadOnlySpan<char> text)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Counted++;
        return text.Length;
    }

    public void Dispose() => _disposed = true;
}
