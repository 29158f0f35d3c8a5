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
    private readonly LagrangianForm _form;
    private readonly QueryOrder _queries;
    private readonly PooledList<SideReach> _side = new();
    private readonly LoadsToGo _loads;
    private readonly double _limit;
    private readonly double _lambda;

    public RegretToGo(DepartureScope scope, QueryOrder queries)
    {
        (_form, _queries, _loads) = (scope.Form, queries, new LoadsToGo(scope, queries));
        (_limit, _lambda) = (scope.Limit, scope.Form.Sides is [_] ? scope.Prices.Lambda[0] : 0);
        _side.Resize(queries.Count + 1)[queries.Count] = default;
        for (var k = queries.Count - 1; k >= 0; k--)
            AddSide(scope.Scan, k, scope.Budget);
    }

    public void Dispose()
    {
        _side.Dispose();
        _loads.Dispose();
    }

    /// <summary>From now on the k-th query is the first of the queries to come.</summary>
    /// <param name="k">The query.</param>
    /// <param name="partials">How many partial assignments are to be looked at.</param>
    public void Advance(int k, int partials) => _loads.Advance(k, partials);

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
        var side = OfSide(partial.G, _side.Items[k], next, left);
        if (side > left)
            return double.PositiveInfinity;
        var loads = _loads.Bound(partial.Loads);
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

    private void AddSide(RegretScan scan, int k, double budget)
    {
        if (_form.Sides is not [{ G: var g }])
        {
            _side.Items[k] = default;
            return;
        }

        var row = _queries[k].Query * _form.M;
        var (best, side) = (scan.Best[_queries[k].Query], _side.Items[k + 1]);
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
