using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>
/// That of a row over a group: what its queries to come cost at least whatever the loads, by dynamic programming over their departures from the last query to the first. A set of
/// departures that adds z to the row at a regret r counts with r - lambda z, since what it leaves of the slack is paid for; of two sets the one is needless that has no less of
/// that nor of z.
/// </summary>
internal sealed class GroupToGo : RowToGo
{
    /// <summary>The most sets that are told apart; where there are more, neighbours are taken together, at the better value of each.</summary>
    private const int MostSets = 128;

    private readonly PooledList<Departures> _sets = new();
    private readonly int[] _places;
    private readonly int[] _start;
    private int _from;
    private int _end;

    public GroupToGo(DepartureScope scope, QueryOrder queries, OpenRow row)
        : base(row)
    {
        _places = [.. Enumerable.Range(row.First, row.End - row.First).Where(k => scope.Rows.IsIn(queries[k].Query, row.Row))];
        _start = new int[_places.Length + 2];
        using var sets = new PooledList<Departures>();
        sets.Add(default);
        Keep(sets, 0);
        for (var count = 1; count <= _places.Length; count++)
        {
            Extend(scope, queries[_places[^count]].Query, sets);
            Keep(sets, count);
        }

        Least = Bound(0, 0, double.PositiveInfinity);
    }

    public override double Least { get; }

    public override void Dispose() => _sets.Dispose();

    public override void Advance(int k)
    {
        var to = Array.BinarySearch(_places, k);
        Select(_places.Length - (to >= 0 ? to : ~to));
    }

    /// <summary>The first set that keeps the row is the cheapest, since sets that add less cost more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Bound(double change, double next, double left)
    {
        var slack = Row.Room - change;
        var (low, high) = (_from, _end);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sets.Items[middle].Added <= slack ? (low, middle) : (middle + 1, high);
        }

        return low == _end ? double.PositiveInfinity : Math.Max(0, _sets.Items[low].Cost + (Row.Lambda * slack));
    }

    /// <summary>Takes the sets of the last queries of the row.</summary>
    private void Select(int queries) => (_from, _end) = (_start[queries], _start[queries + 1]);

    /// <summary>Finds the sets of one query more than those that are taken.</summary>
    private void Extend(DepartureScope scope, int query, PooledList<Departures> sets)
    {
        var (m, best, budget) = (scope.Form.M, scope.Scan.Best[query], scope.Budget);
        sets.Clear();
        for (var j = 0; j < m; j++)
        {
            var regret = j == best ? 0 : scope.Scan.Regrets[(query * m) + j];
            if (regret > budget)
                continue;
            var added = j == best ? 0 : scope.Rows.Change(query, best, j, Row.Slot);
            foreach (var set in _sets.Items[_from.._end])
            {
                var more = new Departures(set.Cost + regret - (Row.Lambda * added), set.Added + added);
                if (more.Cost + (Row.Lambda * more.Added) <= budget)
                    sets.Add(more);
            }
        }
    }

    /// <summary>Keeps, and takes, what no other set makes needless.</summary>
    private void Keep(PooledList<Departures> sets, int queries)
    {
        sets.Items.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Added.CompareTo(b.Added));
        var count = 0;
        foreach (var set in sets.Items)
        {
            if (count == 0 || set.Added < sets.Items[count - 1].Added)
                sets.Items[count++] = set;
        }

        var together = (count + MostSets - 1) / MostSets;
        for (var at = 0; at < count; at += together)
            _sets.Add(new Departures(sets.Items[at].Cost, sets.Items[Math.Min(at + together, count) - 1].Added));
        _start[queries + 1] = _sets.Count;
        Select(queries);
    }

    /// <summary>Departures of queries to come.</summary>
    /// <param name="Cost">Their regret less lambda times what they add.</param>
    /// <param name="Added">What they add to the row.</param>
    private readonly record struct Departures(double Cost, double Added);
}
