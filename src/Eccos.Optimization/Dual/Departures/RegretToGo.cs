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
    private readonly LagrangianForm _form;
    private readonly OpenQueries _open;
    private readonly LoadKey _key;
    private readonly DualPrices _prices;
    private readonly PooledList<SideReach> _side = new();
    private readonly Detours _detours;
    private readonly double _limit;
    private readonly double _lambda;

    public RegretToGo(LagrangianForm form, RegretScan scan, DualPrices prices, OpenQueries open, LoadKey key, double budget)
    {
        (_form, _prices, _open, _key) = (form, prices, open, key);
        (_limit, _lambda) = form.Sides is [var side] ? (side.Limit, prices.Lambda[0]) : (double.PositiveInfinity, 0);
        _side.Resize(open.Count + 1)[open.Count] = default;
        _detours = new Detours(form, scan, open, budget);
        for (var k = open.Count - 1; k >= 0; k--)
            AddSide(scan, k, budget);
    }

    public void Dispose() => _side.Dispose();

    /// <summary>From now on the k-th query is the first of the queries to come.</summary>
    public void Advance(int k) => _detours.Advance(k);

    /// <summary>A bound on the regret of what a partial assignment leads to when one more query departs; infinite where that is beyond the budget.</summary>
    /// <param name="partial">The assignment.</param>
    /// <param name="k">The first of the queries to come.</param>
    /// <param name="budget">The most regret.</param>
    public double Bound(in PartialAssignment partial, int k, double budget)
    {
        var left = budget - partial.Regret;
        var next = _open.LeastRegret(k);
        if (next > left)
            return double.PositiveInfinity;
        var side = OfSide(partial.G, _side.Items[k], next, left);
        if (side > left)
            return double.PositiveInfinity;
        var loads = OfLoads(partial.Loads);
        return loads > left ? double.PositiveInfinity : partial.Regret + Math.Max(next, Math.Max(side, loads));
    }

    private double OfSide(double g, in SideReach reach, double next, double left)
    {
        var most = next > 0 ? Math.Floor(left / next) : double.PositiveInfinity;
        if (g > _limit)
            return g - _limit > most * reach.MostDown ? double.PositiveInfinity : (g - _limit) / reach.DownPerRegret;
        if (_lambda == 0)
            return 0;

        // What departures cannot take up of the slack is paid for on top of the least regret of one.
        var slack = _limit - g;
        var rest = most * reach.MostUp < slack ? slack - (most * reach.MostUp) : 0;
        return Math.Max(slack * Math.Min(_lambda, 1 / reach.UpPerRegret), next + (_lambda * rest));
    }

    private double OfLoads(UInt128 loads)
    {
        // Every query too many at an endpoint is the start of a detour, every query that is to come to one the end; a detour may be both.
        var (leaving, joining) = (0.0, 0.0);
        foreach (var j in _key.Counted)
        {
            var load = _key.Load(loads, j);
            var (over, under) = (Math.Max(0, load - _form.WorkloadLimits[j]), Math.Max(0, _form.LeastLoads[j] - load));
            if (over > 0)
                leaving += over * ToRoom(loads, j);
            if (_prices.Pi[j] > 0 && load > _form.LeastLoads[j])
                leaving += (load - _form.LeastLoads[j] - over) * Math.Min(_prices.Pi[j], ToRoom(loads, j));
            if (under > 0)
                joining += under * FromSpare(loads, j);
            if (_prices.Mu[j] > 0 && load < _form.WorkloadLimits[j])
                joining += (_form.WorkloadLimits[j] - load - under) * Math.Min(_prices.Mu[j], FromSpare(loads, j));
        }

        return Math.Max(leaving, joining);
    }

    /// <summary>The least regret at which a query leaves an endpoint, another that has room being where the detour ends.</summary>
    private double ToRoom(UInt128 loads, int j)
    {
        var least = double.PositiveInfinity;
        for (var k = 0; k < _form.M; k++)
        {
            var way = _detours[j, k];
            if (k != j && way < least && (!_key.IsCounted(k) || _key.Load(loads, k) < _form.WorkloadLimits[k]))
                least = way;
        }

        return least;
    }

    /// <summary>The least regret at which a query joins an endpoint, with the price of the slot that becomes free where the detour starts.</summary>
    private double FromSpare(UInt128 loads, int j)
    {
        var least = double.PositiveInfinity;
        for (var k = 0; k < _form.M; k++)
        {
            var way = _detours[k, j];
            if (k == j || way >= least)
                continue;
            if (_key.IsCounted(k) && _key.Load(loads, k) <= _form.WorkloadLimits[k])
                way += _prices.Mu[k];
            least = Math.Min(least, way);
        }

        return least;
    }

    private void AddSide(RegretScan scan, int k, double budget)
    {
        if (_form.Sides is not [{ G: var g }])
        {
            _side.Items[k] = default;
            return;
        }

        var row = _open[k] * _form.M;
        var (best, side) = (scan.Best[_open[k]], _side.Items[k + 1]);
        for (var j = 0; j < _form.M; j++)
        {
            var regret = scan.Regrets[row + j];
            if (j != best && regret <= budget)
                side = side.With(g[row + j] - g[row + best], regret);
        }

        _side.Items[k] = side;
    }

    /// <summary>How far the departures to come move the side row.</summary>
    /// <param name="MostUp">The most that one of them adds.</param>
    /// <param name="MostDown">The most that one of them takes off.</param>
    /// <param name="UpPerRegret">The most that is added for a unit of regret.</param>
    /// <param name="DownPerRegret">The most that is taken off for a unit of regret.</param>
    private readonly record struct SideReach(double MostUp, double MostDown, double UpPerRegret, double DownPerRegret)
    {
        public SideReach With(double change, double regret)
        {
            var per = change == 0 ? 0 : Math.Abs(change) / regret;
            return change > 0
                ? this with { MostUp = Math.Max(MostUp, change), UpPerRegret = Math.Max(UpPerRegret, per) }
                : this with { MostDown = Math.Max(MostDown, -change), DownPerRegret = Math.Max(DownPerRegret, per) };
        }
    }
}
