using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>
/// How much regret the loads of a partial assignment cost at least: every query too many at an endpoint is the start of a detour, every query that is to
/// come to one the end; a detour may be both.
/// </summary>
internal sealed class LoadsToGo : IDisposable
{
    private readonly LagrangianForm _form;
    private readonly DualPrices _prices;
    private readonly LoadKey _key;
    private readonly Detours _detours;
    private readonly UInt128 _balanced;
    private readonly double[] _toRoom;
    private readonly double[] _fromSpare;
    private readonly int[] _over;
    private readonly int[] _room;

    public LoadsToGo(DepartureScope scope, QueryOrder queries)
    {
        (_form, _prices, _key) = (scope.Form, scope.Prices, scope.Key);
        _detours = new Detours(scope.Form, scope.Scan, queries, scope.Budget);
        _balanced = _key.Nearest([.. Enumerable.Range(0, _form.M).Select(j => _prices.Pi[j] > 0 ? _form.LeastLoads[j] : _form.WorkloadLimits[j])]);
        (_toRoom, _fromSpare, _over, _room) = (new double[_form.M], new double[_form.M], new int[_form.M], new int[_form.M]);
    }

    public void Dispose() => _detours.Dispose();

    /// <summary>From now on the k-th query is the first of the queries to come.</summary>
    /// <param name="k">The query.</param>
    /// <param name="partials">How many partial assignments are to be looked at.</param>
    public void Advance(int k, int partials)
    {
        if (!_detours.Advance(k, partials))
            return;
        for (var j = 0; j < _form.M; j++)
            (_toRoom[j], _fromSpare[j]) = (ToRoom(j), FromSpare(j));
    }

    /// <summary>A bound on the regret of what loads lead to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Bound(UInt128 loads)
    {
        // Endpoints that are full and have a price, which most are, cost nothing.
        var (overs, rooms) = (0, 0);
        for (var off = loads ^ _balanced; off != 0;)
        {
            var j = _key.TakeFirst(ref off);
            var load = _key.Load(loads, j);
            if (load > _form.WorkloadLimits[j])
                _over[overs++] = j;
            else if (load < _form.WorkloadLimits[j])
                _room[rooms++] = j;
        }

        var (leaving, joining) = (0.0, 0.0);
        foreach (var j in _over.AsSpan(0, overs))
            leaving += (_key.Load(loads, j) - _form.WorkloadLimits[j]) * Way(_toRoom[j], _room.AsSpan(0, rooms), j, toRoom: true);
        foreach (var j in _room.AsSpan(0, rooms))
        {
            var (load, least, limit) = (_key.Load(loads, j), _form.LeastLoads[j], _form.WorkloadLimits[j]);
            if (_prices.Pi[j] > 0 && load > least)
                leaving += (load - least) * Math.Min(_prices.Pi[j], Way(_toRoom[j], _room.AsSpan(0, rooms), j, toRoom: true));
            var under = Math.Max(0, least - load);
            if (under == 0 && _prices.Mu[j] == 0)
                continue;
            var way = Way(_fromSpare[j], _over.AsSpan(0, overs), j, toRoom: false);
            joining += ((under > 0 ? under * way : 0) + ((limit - load - under) * Math.Min(_prices.Mu[j], way)));
        }

        return Math.Max(leaving, joining);
    }

    /// <summary>The least regret at which a query leaves an endpoint for one that has room, or joins it from one that has a query too many.</summary>
    /// <param name="least">That of the ways that are there whatever the loads.</param>
    /// <param name="others">The endpoints that have room, or a query too many.</param>
    /// <param name="j">The endpoint.</param>
    /// <param name="toRoom">Whether the query leaves it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Way(double least, ReadOnlySpan<int> others, int j, bool toRoom)
    {
        foreach (var k in others)
        {
            if (k != j)
                least = Math.Min(least, toRoom ? _detours[j, k] : _detours[k, j]);
        }

        return least;
    }

    /// <summary>The least regret of a detour that ends where there is room whatever the loads, or may be without a look at them.</summary>
    private double ToRoom(int j)
    {
        var least = double.PositiveInfinity;
        for (var k = 0; k < _form.M; k++)
        {
            if (k != j && (!_key.IsCounted(k) || _prices.Pi[k] > 0 || !_key.CanHold(k, _form.WorkloadLimits[k])))
                least = Math.Min(least, _detours[j, k]);
        }

        return least;
    }

    /// <summary>The least regret of a detour that starts where no query is too many, with the price of the slot that becomes free there.</summary>
    private double FromSpare(int j)
    {
        var least = double.PositiveInfinity;
        for (var k = 0; k < _form.M; k++)
        {
            if (k != j)
                least = Math.Min(least, _detours[k, j] + (_key.IsCounted(k) ? _prices.Mu[k] : 0));
        }

        return least;
    }
}
