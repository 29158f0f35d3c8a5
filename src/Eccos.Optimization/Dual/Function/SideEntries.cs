namespace Eccos.Optimization;

/// <summary>The side rows of a query, with the place of its entries in rows of another width.</summary>
internal readonly ref struct SideEntries(ReadOnlySpan<SideEntry> entries, int from, int to)
{
    private readonly ReadOnlySpan<SideEntry> _entries = entries;

    public int Length => _entries.Length;

    public SideEntry this[int k] => new(_entries[k].Row, _entries[k].At / from * to);

    public Enumerator GetEnumerator() => new(this);

    internal ref struct Enumerator(SideEntries entries)
    {
        private readonly SideEntries _entries = entries;
        private int _at = -1;

        public readonly SideEntry Current => _entries[_at];

        public bool MoveNext() => ++_at < _entries.Length;
    }
}
