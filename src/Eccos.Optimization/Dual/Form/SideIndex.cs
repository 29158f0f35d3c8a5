namespace Eccos.Optimization;

/// <summary>The side rows of every query, in the order of the rows.</summary>
internal sealed class SideIndex
{
    private readonly SideEntry[] _entries;
    private readonly int[] _start;

    public SideIndex(SideRow[] sides, int n, int m)
    {
        _start = new int[n + 1];
        foreach (var side in sides)
        {
            for (var at = 0; at < side.G.Length / m; at++)
                _start[(side.Queries?[at] ?? at) + 1]++;
        }

        for (var i = 0; i < n; i++)
            _start[i + 1] += _start[i];
        _entries = new SideEntry[_start[n]];
        var next = _start.AsSpan(0, n).ToArray();
        for (var k = 0; k < sides.Length; k++)
        {
            for (var at = 0; at < sides[k].G.Length / m; at++)
                _entries[next[sides[k].Queries?[at] ?? at]++] = new SideEntry(k, at * m);
        }
    }

    public ReadOnlySpan<SideEntry> Of(int i) => _entries.AsSpan(_start[i], _start[i + 1] - _start[i]);
}
