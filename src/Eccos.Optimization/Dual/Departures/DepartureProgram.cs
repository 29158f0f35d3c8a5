namespace Eccos.Optimization;

/// <summary>
/// Goes through the sets of departures from the assignment of regret 0 whose regrets sum to no more than a budget, query by query, those nearest to a
/// tie first: dynamic programming over an expanding core (D. Pisinger, "A minimal algorithm for the multiple-choice knapsack problem", European Journal of
/// Operational Research 83, 1995), with the loads of the endpoints as part of the state. Of two partial assignments of the same loads the one that is no
/// better in f nor in g is dropped; so is what <see cref="RegretToGo"/> shows to lead beyond the budget.
/// </summary>
internal sealed class DepartureProgram : IDisposable
{
    /// <summary>Looking at a partial assignment takes as long as looking at so many loads, and at its own.</summary>
    private const int WorkBesideLoads = 4;

    private readonly LagrangianForm _form;
    private readonly RegretScan _scan;
    private readonly Incumbent _incumbent;
    private readonly OpenQueries _open;
    private readonly LoadKey _key;
    private readonly RegretToGo _toGo;
    private readonly int _mostKept;
    private readonly double _limit;
    private readonly PooledList<TrailStep> _trail = new();
    private readonly PooledList<PartialAssignment> _moved = new();
    private readonly PooledList<double> _bounds = new();
    private PooledList<PartialAssignment> _kept = new();
    private PooledList<PartialAssignment> _next = new();
    private PooledList<PartialAssignment> _merged = new();
    private bool _isComplete = true;

    /// <param name="form">The assignment.</param>
    /// <param name="scan">The regrets at the prices.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="incumbent">The best assignment so far.</param>
    /// <param name="budget">The most regret of a set of departures.</param>
    /// <param name="mostKept">The most partial assignments that are kept; where there are more, those of the least bound.</param>
    public DepartureProgram(LagrangianForm form, RegretScan scan, DualPrices prices, Incumbent incumbent, double budget, int mostKept)
    {
        (_form, _scan, _incumbent, _mostKept) = (form, scan, incumbent, mostKept);
        Budget = budget;
        _limit = form.Sides is [var side] ? side.Limit : double.PositiveInfinity;
        _open = new OpenQueries(form, scan, budget);
        _key = new LoadKey(form, _open.Loads, _open.Leaving, _open.Joining);
        _toGo = new RegretToGo(form, scan, prices, _open, _key, budget);
    }

    /// <summary>The loads of partial assignments that were looked at, and what takes as long.</summary>
    public long Work { get; private set; }

    /// <summary>The most regret of a set of departures that is still worth while.</summary>
    private double Budget { get => Math.Min(field, _incumbent.Cutoff - _scan.Bound); }

    public void Dispose()
    {
        _open.Dispose();
        _toGo.Dispose();
        _trail.Dispose();
        _moved.Dispose();
        _bounds.Dispose();
        _kept.Dispose();
        _next.Dispose();
        _merged.Dispose();
    }

    /// <summary>Runs; what is better than the incumbent becomes the incumbent.</summary>
    /// <param name="mostWork">The most <see cref="Work"/>, about.</param>
    /// <param name="isTimeUp">Ends it early.</param>
    /// <returns>Whether every set within the budget was gone through or is no better than the incumbent.</returns>
    public bool Run(long mostWork, Func<bool> isTimeUp)
    {
        var start = Start();
        if (Improves(start))
            _incumbent.Offer(_scan.Best);
        _kept.Add(start);
        for (var k = 0; k < _open.Count && _open.LeastRegret(k) <= Budget; k++)
        {
            if (Work > mostWork || isTimeUp())
                return false;
            Expand(k);
        }

        return _isComplete;
    }

    private PartialAssignment Start()
    {
        var state = new SearchState(_form, _scan.Best);
        return new PartialAssignment(_key.Start, state.F, state.G is [var g] ? g : 0, 0, 0, -1);
    }

    private double SideOf(int i, int j) => _form.Sides is [{ G: var g }] ? g[(i * _form.M) + j] : 0;

    private void Expand(int k)
    {
        var (i, budget) = (_open[k], Budget);
        _toGo.Advance(k + 1);
        _next.Clear();
        foreach (ref readonly var partial in _kept.Items)
        {
            if (_toGo.Bound(partial, k + 1, budget) is var bound && bound <= budget)
                _next.Add(partial with { Bound = bound });
        }

        for (var j = 0; j < _form.M; j++)
        {
            if (j == _scan.Best[i] || _scan.Regrets[(i * _form.M) + j] > budget)
                continue;
            Work += (long)_kept.Count * (WorkBesideLoads + _key.Counted.Length);
            Move(k, j);
            Merge(i, j);
        }

        if (_next.Count > _mostKept)
            KeepBest();
        (_kept, _next) = (_next, _kept);
    }

    /// <summary>Every partial assignment with the query at another endpoint; all change alike, so that their order stays.</summary>
    private void Move(int k, int j)
    {
        var (i, budget) = (_open[k], Budget);
        var from = _scan.Best[i];
        var (regret, f, g) = (_scan.Regrets[(i * _form.M) + j], _form.F[(i * _form.M) + j] - _form.F[(i * _form.M) + from], SideOf(i, j) - SideOf(i, from));
        _moved.Clear();
        foreach (ref readonly var partial in _kept.Items)
        {
            if (partial.Regret + regret > budget)
                continue;
            var loads = partial.Loads;
            if (!_key.TryMove(ref loads, from, j))
            {
                _isComplete = false;
                continue;
            }

            var moved = new PartialAssignment(loads, partial.F + f, partial.G + g, partial.Regret + regret, 0, partial.Last);
            if (Improves(moved))
                Offer(partial.Last, i, j);
            if (_toGo.Bound(moved, k + 1, budget) is var bound && bound <= budget)
                _moved.Add(moved with { Bound = bound });
        }
    }

    /// <summary>Puts what was moved among the others, without what another of the same loads makes needless.</summary>
    private void Merge(int i, int j)
    {
        var others = _next.Items;
        var moved = _moved.Items;
        _merged.Clear();
        var (loads, least) = (UInt128.Zero, double.PositiveInfinity);
        for (int a = 0, b = 0; a < others.Length || b < moved.Length;)
        {
            var isMoved = a == others.Length || (b < moved.Length && IsBefore(moved[b], others[a]));
            ref readonly var next = ref isMoved ? ref moved[b++] : ref others[a++];
            if (next.Loads != loads)
                (loads, least) = (next.Loads, double.PositiveInfinity);
            if (next.G >= least)
                continue;
            least = next.G;
            _merged.Add(isMoved ? next with { Last = _trail.Count } : next);
            if (isMoved)
                _trail.Add(new TrailStep(next.Last, i, j));
        }

        (_next, _merged) = (_merged, _next);
    }

    private static bool IsBefore(in PartialAssignment a, in PartialAssignment b) =>
        a.Loads != b.Loads ? a.Loads < b.Loads : a.F != b.F ? a.F < b.F : a.G < b.G;

    private void KeepBest()
    {
        _isComplete = false;
        var bounds = _bounds.Resize(_next.Count);
        for (var at = 0; at < bounds.Length; at++)
            bounds[at] = _next.Items[at].Bound;
        bounds.Sort();
        var highest = bounds[_mostKept - 1];
        _merged.Clear();
        foreach (ref readonly var partial in _next.Items)
        {
            if (_merged.Count < _mostKept && partial.Bound <= highest)
                _merged.Add(partial);
        }

        (_next, _merged) = (_merged, _next);
    }

    /// <summary>Whether it is an assignment as it stands, and better than the incumbent by more than rounding.</summary>
    private bool Improves(in PartialAssignment partial)
    {
        if (partial.G > _limit || partial.F >= _incumbent.F - (1e-13 * Math.Abs(partial.F)))
            return false;
        foreach (var j in _key.Counted)
        {
            var load = _key.Load(partial.Loads, j);
            if (load > _form.WorkloadLimits[j] || load < _form.LeastLoads[j])
                return false;
        }

        return true;
    }

    /// <summary>Offers the departures of a trail and one more.</summary>
    private void Offer(int last, int query, int endpoint)
    {
        int[] x = [.. _scan.Best];
        for (var at = last; at >= 0; at = _trail.Items[at].Before)
            x[_trail.Items[at].Query] = _trail.Items[at].Endpoint;
        x[query] = endpoint;
        _incumbent.Offer(x);
    }
}
