using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>That of a row over all queries: by how much departures to come can move it at most, and for a unit of regret.</summary>
internal sealed class ReachToGo : RowToGo
{
    private readonly PooledList<SideReach> _reach = new();
    private SideReach _now;

    public ReachToGo(DepartureScope scope, QueryOrder queries, OpenRow row)
        : base(row)
    {
        _reach.Resize(queries.Count + 1)[queries.Count] = default;
        for (var k = queries.Count - 1; k >= 0; k--)
            _reach.Items[k] = With(_reach.Items[k + 1], scope, queries[k].Query);
    }

    /// <remarks>Never asked for: the first query is in the row.</remarks>
    public override double Least => 0;

    public override void Dispose() => _reach.Dispose();

    public override void Advance(int k) => _now = _reach.Items[k];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Bound(double change, double next, double left)
    {
        var (most, slack) = (next > 0 ? Math.Floor(left / next) : double.PositiveInfinity, Row.Room - change);
        if (slack < 0)
            return -slack > most * _now.MostDown ? double.PositiveInfinity : -slack / _now.DownPerRegret;
        if (Row.Lambda == 0)
            return 0;

        // What departures cannot take up of the slack is paid for on top of the least regret of one.
        var rest = most * _now.MostUp < slack ? slack - (most * _now.MostUp) : 0;
        return Math.Max(slack * Math.Min(Row.Lambda, 1 / _now.UpPerRegret), next + (Row.Lambda * rest));
    }

    private SideReach With(SideReach reach, DepartureScope scope, int query)
    {
        var best = scope.Scan.Best[query];
        for (var j = 0; j < scope.Form.M; j++)
        {
            var regret = scope.Scan.Regrets[(query * scope.Form.M) + j];
            if (j != best && regret <= scope.Budget)
                reach = reach.With(scope.Rows.Change(query, best, j, Row.Slot), regret);
        }

        return reach;
    }

    /// <summary>How far the departures to come move the row.</summary>
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
