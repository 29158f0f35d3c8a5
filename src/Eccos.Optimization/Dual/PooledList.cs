using System.Buffers;

namespace Eccos.Optimization;

/// <summary>A list over arrays of the shared pool: what a search needs for a moment is not allocated anew by the next one.</summary>
internal sealed class PooledList<T> : IDisposable
    where T : unmanaged
{
    private T[] _items = ArrayPool<T>.Shared.Rent(256);

    public int Count { get; private set; }

    public Span<T> Items => _items.AsSpan(0, Count);

    public void Add(in T item)
    {
        if (Count == _items.Length)
            Grow();
        _items[Count++] = item;
    }

    /// <summary>Makes the list <paramref name="count"/> long; what the new items are is for the caller to say.</summary>
    public Span<T> Resize(int count)
    {
        while (_items.Length < count)
            Grow();
        Count = count;
        return Items;
    }

    public void Clear() => Count = 0;

    public void Dispose() => ArrayPool<T>.Shared.Return(_items);

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * _items.Length);
        _items.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(_items);
        _items = larger;
    }
}
