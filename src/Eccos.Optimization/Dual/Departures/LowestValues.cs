using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>The pairs of values of which none is as low as another in both.</summary>
internal sealed class LowestValues
{
    private (double G, double H)[] _pairs = new (double, double)[1];
    private int _count;
    private UInt128 _loads;

    public void Clear() => _count = 0;

    /// <summary>Adds what a partial assignment adds to the rows that are open, where those of the same loads follow each other.</summary>
    /// <returns>False when another of the same loads is as low in both.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(in PartialAssignment partial)
    {
        if (partial.Loads != _loads)
            Clear();
        _loads = partial.Loads;
        return TryAdd(partial.G, partial.H);
    }

    /// <summary>Adds a pair.</summary>
    /// <returns>False when another is as low in both.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(double g, double h)
    {
        // By G, and the lower H the higher G.
        var at = _count;
        while (at > 0 && _pairs[at - 1].G > g)
            at--;
        if (at > 0 && _pairs[at - 1].H <= h)
            return false;
        Insert(at, g, h);
        return true;
    }

    private void Insert(int at, double g, double h)
    {
        var first = at > 0 && _pairs[at - 1].G == g ? at - 1 : at;
        var end = at;
        while (end < _count && _pairs[end].H >= h)
            end++;
        if (first == end && _count == _pairs.Length)
            Array.Resize(ref _pairs, 2 * _count);
        Array.Copy(_pairs, end, _pairs, first + 1, _count - end);
        _pairs[first] = (g, h);
        _count += 1 + first - end;
    }
}
