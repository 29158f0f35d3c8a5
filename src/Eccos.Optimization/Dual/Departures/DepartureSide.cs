using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>
/// Partial assignments that depart at queries at one end of the order: of two of the same loads the one that is no better in f nor in any side row that is open is dropped;
/// so is what <see cref="RegretToGo"/> shows to lead beyond the budget.
/// </summary>
/// <remarks>
/// The loops here and in the bounds are compiled in full at once: batches that need them are rare, and the first of them would be over before the
/// run-time has found out what runs often, in several times the time.
/// </remarks>
internal sealed class DepartureSide : IDisposable
{
    /// <summary>Looking at a partial assignment takes as long as looking at so many loads, and at its own.</summary>
    private const int WorkBesideLoads = 4;

    private readonly DepartureScope _scope;
    private readonly QueryOrder _queries;
    private readonly RegretToGo _toGo;
    private readonly PooledList<TrailStep> _trail = new();
    private readonly PooledList<PartialAssignment> _moved = new();
    private readonly PooledList<double> _bounds = new();
    private readonly SideRows _rows;
    private readonly LowestValues _lowest = new();
    private PooledList<PartialAssignment> _kept = new();
    private PooledList<PartialAssignment> _next = new();
    private PooledList<PartialAssignment> _merged = new();

    /// <param name="scope">What both sides share.</param>
    /// <param name="fromTheEnd">Whether the last query comes first.</param>
    public DepartureSide(DepartureScope scope, bool fromTheEnd)
    {
        (_scope, _queries) = (scope, new QueryOrder(scope.Open, fromTheEnd));
        _rows = new SideRows(scope.Rows, fromTheEnd, scope.Open.Count);
        _toGo = new RegretToGo(scope, _queries, _rows.Rows);
        _kept.Add(scope.Start);
    }

    /// <summary>The partial assignments: those of the same loads together, by f, and the lower g the higher f.</summary>
    public ReadOnlySpan<PartialAssignment> Kept => _kept.Items;

    /// <summary>How many queries it went through.</summary>
    public int Passed { get; private set; }

    public void Dispose()
    {
        _queries.Dispose();
        _toGo.Dispose();
        _trail.Dispose();
        _moved.Dispose();
        _bounds.Dispose();
        _kept.Dispose();
        _next.Dispose();
        _merged.Dispose();
    }

    /// <summary>Lets the next query depart or stay.</summary>
    public void Expand()
    {
        var k = Passed++;
        if (_queries[k].Regret <= _scope.Budget)
            Depart(k);
        foreach (var row in _rows.Rows)
        {
            if (row.End == Passed)
                Close(row);
        }
    }

    /// <summary>Makes the departures that led to a partial assignment.</summary>
    public void Depart(in PartialAssignment partial, int[] x)
    {
        for (var at = partial.Last; at >= 0; at = _trail.Items[at].Before)
            x[_trail.Items[at].Query] = _trail.Items[at].Endpoint;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Depart(int k)
    {
        var (i, m, budget) = (_queries[k].Query, _scope.Form.M, _scope.Budget);
        _toGo.Advance(Passed, _kept.Count);
        _rows.Advance(Passed);
        _next.Clear();
        foreach (ref readonly var partial in _kept.Items)
        {
            if (_toGo.Bound(partial, Passed, budget) is var bound && bound <= budget)
                _next.Add(partial with { Bound = bound });
        }

        for (var j = 0; j < m; j++)
        {
            if (j == _scope.Scan.Best[i] || _scope.Scan.Regrets[(i * m) + j] > budget)
                continue;
            _scope.Work += (long)_kept.Count * (WorkBesideLoads + _scope.Key.Counted.Length);
            Move(i, j);
            Merge(i, j);
        }

        if (_next.Count > _scope.MostKept)
            KeepBest();
        (_kept, _next) = (_next, _kept);
    }

    /// <summary>Keeps what keeps a row of which all queries were passed.</summary>
    private void Close(OpenRow row)
    {
        var budget = _scope.Budget;
        _next.Clear();
        _lowest.Clear();
        foreach (var partial in _kept.Items)
        {
            var closed = partial;
            if (!row.TryClose(ref closed) || closed.Regret > budget)
                continue;
            if (_lowest.TryAdd(closed))
                _next.Add(closed);
        }

        (_kept, _next) = (_next, _kept);
    }

    /// <summary>Whether a partial assignment is an assignment as it stands, and better than the incumbent.</summary>
    private bool Improves(in PartialAssignment partial) =>
        _scope.IsLess(partial.F) && _rows.AreKept(partial) && _scope.Key.KeepsLimits(partial.Loads);

    /// <summary>Every partial assignment with the query at another endpoint; all change alike, so that their order stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int i, int j)
    {
        var (budget, from, row) = (_scope.Budget, _scope.Scan.Best[i], i * _scope.Form.M);
        var (regret, f) = (_scope.Scan.Regrets[row + j], _scope.Form.F[row + j] - _scope.Form.F[row + from]);
        var (g, h) = (_scope.Rows.Change(i, from, j, slot: 0), _scope.Rows.Change(i, from, j, slot: 1));
        _moved.Clear();
        foreach (ref readonly var partial in _kept.Items)
        {
            if (partial.Regret + regret > budget)
                continue;
            var loads = partial.Loads;
            if (!_scope.Key.TryMove(ref loads, from, j))
            {
                _scope.IsComplete = false;
                continue;
            }

            var moved = new PartialAssignment(loads, partial.F + f, partial.G + g, partial.H + h, partial.Regret + regret, 0, partial.Last);
            if (Improves(moved))
                Offer(partial, i, j);
            if (_toGo.Bound(moved, Passed, budget) is var bound && bound <= budget)
                _moved.Add(moved with { Bound = bound });
        }
    }

    /// <summary>Puts what was moved among the others, without what another of the same loads makes needless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(int i, int j)
    {
        var others = _next.Items;
        var moved = _moved.Items;
        _merged.Clear();
        _lowest.Clear();
        for (int a = 0, b = 0; a < others.Length || b < moved.Length;)
        {
            var isMoved = a == others.Length || (b < moved.Length && IsBefore(moved[b], others[a]));
            ref readonly var next = ref isMoved ? ref moved[b++] : ref others[a++];
            if (!_lowest.TryAdd(next))
                continue;
            _merged.Add(isMoved ? next with { Last = _trail.Count } : next);
            if (isMoved)
                _trail.Add(new TrailStep(next.Last, i, j));
        }

        (_next, _merged) = (_merged, _next);
    }

    private static bool IsBefore(in PartialAssignment a, in PartialAssignment b) =>
        a.Loads != b.Loads ? a.Loads < b.Loads : a.F != b.F ? a.F < b.F : a.G != b.G ? a.G < b.G : a.H < b.H;

    private void KeepBest()
    {
        _scope.IsComplete = false;
        var bounds = _bounds.Resize(_next.Count);
        for (var at = 0; at < bounds.Length; at++)
            bounds[at] = _next.Items[at].Bound;
        bounds.Sort();
        var highest = bounds[_scope.MostKept - 1];
        _merged.Clear();
        foreach (ref readonly var partial in _next.Items)
        {
            if (_merged.Count < _scope.MostKept && partial.Bound <= highest)
                _merged.Add(partial);
        }

        (_next, _merged) = (_merged, _next);
    }

    private void Offer(in PartialAssignment partial, int query, int endpoint)
    {
        var x = _scope.Draft();
        Depart(partial, x);
        x[query] = endpoint;
        _scope.Incumbent.Offer(x);
    }
}
