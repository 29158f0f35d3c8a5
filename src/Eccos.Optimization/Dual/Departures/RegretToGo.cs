using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>
/// How much regret a partial assignment costs at least by the time it keeps all limits, if another of the queries to come departs: what a broken limit
/// needs of departures, and what limits that carry a price need lest their slack is paid for,
/// <code>
/// f(x) - Bound = sum of regrets + every price x the slack of its limit
/// </code>
/// Each of these alone is a bound, and the largest holds.
/// </summary>
internal sealed class RegretToGo : IDisposable
{
    private readonly QueryOrder _queries;
    private readonly LoadsToGo _loads;
    private readonly RowToGo[] _rows;
    private readonly RowToGo?[] _open = new RowToGo?[RowOrder.MostOpen];
    private readonly double[] _toCome = new double[RowOrder.MostOpen];

    /// <param name="scope">What both sides share.</param>
    /// <param name="queries">The queries in the order of one side.</param>
    /// <param name="rows">The rows in the same order.</param>
    public RegretToGo(DepartureScope scope, QueryOrder queries, OpenRow[] rows)
    {
        (_queries, _loads) = (queries, new LoadsToGo(scope, queries));
        _rows = Array.ConvertAll(rows, row => scope.Form.Sides[row.Row].Queries is null ? (RowToGo)new ReachToGo(scope, queries, row) : new GroupToGo(scope, queries, row));
    }

    public void Dispose()
    {
        foreach (var row in _rows)
            row.Dispose();
        _loads.Dispose();
    }

    /// <summary>From now on the k-th query is the first of the queries to come.</summary>
    /// <param name="k">The query.</param>
    /// <param name="partials">How many partial assignments are to be looked at.</param>
    public void Advance(int k, int partials)
    {
        _loads.Advance(k, partials);
        Array.Clear(_open);
        Array.Clear(_toCome);
        foreach (var row in _rows)
        {
            if (row.Row.IsOpenAt(k))
            {
                row.Advance(k);
                _open[row.Row.Slot] = row;
            }
            else if (row.Row.First >= k)
            {
                // The rows of one slot have no query in common: what they cost adds up.
                _toCome[row.Row.Slot] += row.Least;
            }
        }
    }

    /// <summary>A bound on the regret of what a partial assignment leads to when one more query departs; infinite where that is beyond the budget.</summary>
    /// <param name="partial">The assignment.</param>
    /// <param name="k">The first of the queries to come.</param>
    /// <param name="budget">The most regret.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Bound(in PartialAssignment partial, int k, double budget)
    {
        var left = budget - partial.Regret;
        var next = _queries.LeastRegret(k);
        if (next > left)
            return double.PositiveInfinity;
        var rows = Math.Max(OfRows(0, partial.G, next, left), OfRows(1, partial.H, next, left));
        if (rows > left)
            return double.PositiveInfinity;
        var loads = _loads.Bound(partial.Loads);
        return loads > left ? double.PositiveInfinity : partial.Regret + Math.Max(next, Math.Max(rows, loads));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double OfRows(int slot, double change, double next, double left) => _toCome[slot] + (_open[slot]?.Bound(change, next, left) ?? 0);
}
