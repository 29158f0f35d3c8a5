namespace Eccos.Optimization;

/// <summary>
/// Joins the partial assignments of two sides, which have no query in common, to the best assignment that keeps all limits. Where one slot that
/// stays free costs more than the budget the loads of both come to the limit exactly, so that few fit each other.
/// </summary>
internal sealed class DepartureJoin : IDisposable
{
    private readonly DepartureScope _scope;
    private readonly DepartureSide _front;
    private readonly DepartureSide _back;
    private readonly int[] _exact;
    private readonly int[] _targets;
    private readonly double[] _room = new double[RowOrder.MostOpen];
    private readonly PooledList<(UInt128 Part, int Start, int End)> _groups = new();
    private double _least = double.PositiveInfinity;
    private PartialAssignment _bestFront;
    private PartialAssignment _bestBack;

    public DepartureJoin(DepartureScope scope, DepartureSide front, DepartureSide back)
    {
        (_scope, _front, _back) = (scope, front, back);
        var (form, prices, budget) = (scope.Form, scope.Prices, scope.Budget);
        _exact = [.. scope.Key.Counted.Where(j => prices.Mu[j] > budget || prices.Pi[j] > budget)];
        _targets = [.. Enumerable.Range(0, form.M).Select(j => prices.Mu[j] > budget ? form.WorkloadLimits[j] : form.LeastLoads[j])];

        // Rows that both sides have queries of are open on both; the others were closed.
        Array.Fill(_room, double.PositiveInfinity);
        foreach (var row in scope.Rows.Rows.Where(row => row.First < front.Passed && front.Passed < row.End))
            _room[row.Slot] = row.Room;
    }

    public void Dispose() => _groups.Dispose();

    /// <summary>Runs; what is better than the incumbent becomes the incumbent.</summary>
    /// <returns>Whether all that fits was looked at.</returns>
    public bool Run(long mostWork, Func<bool> isTimeUp)
    {
        for (int start = 0, end; start < _back.Kept.Length; start = end)
        {
            end = EndOf(_back.Kept, start);
            _groups.Add((_scope.Key.Of(_back.Kept[start].Loads, _exact), start, end));
        }

        _groups.Items.Sort((a, b) => a.Part != b.Part ? a.Part.CompareTo(b.Part) : a.Start - b.Start);
        var kept = _front.Kept;
        var next = 0;
        while (next < kept.Length && _scope.Work <= mostWork && !isTimeUp())
        {
            var end = EndOf(kept, next);
            Join(kept[next..end]);
            next = end;
        }

        OfferBest();
        return next == kept.Length;
    }

    private static int EndOf(ReadOnlySpan<PartialAssignment> kept, int start)
    {
        var loads = kept[start].Loads;
        while (++start < kept.Length && kept[start].Loads == loads)
        {
        }

        return start;
    }

    private void Join(ReadOnlySpan<PartialAssignment> front)
    {
        if (!_scope.Key.TryComplement(front[0].Loads, _exact, _targets, out var part))
            return;
        for (var at = First(part); at < _groups.Count && _groups.Items[at].Part == part; at++)
        {
            var back = _back.Kept[_groups.Items[at].Start.._groups.Items[at].End];
            _scope.Work += _scope.Key.Counted.Length;
            if (front[0].F + back[0].F - _scope.Start.F is var least && least < _least && _scope.IsLess(least) && _scope.Key.KeepsLimits(front[0].Loads, back[0].Loads))
                Join(front, back);
        }
    }

    /// <summary>The first group that is not before a part.</summary>
    private int First(UInt128 part)
    {
        var (low, high) = (0, _groups.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _groups.Items[middle].Part < part ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>With each of the one group the least f of the other that the side rows allow.</summary>
    private void Join(ReadOnlySpan<PartialAssignment> front, ReadOnlySpan<PartialAssignment> back)
    {
        if (!double.IsPositiveInfinity(_room[1]))
        {
            foreach (ref readonly var partial in front)
                JoinEach(partial, back);
            return;
        }

        // The lower g of the one, the higher it may be of the other.
        _scope.Work += front.Length + back.Length;
        var at = back.Length;
        foreach (ref readonly var partial in front)
        {
            while (at > 0 && partial.G + back[at - 1].G <= _room[0])
                at--;
            if (at < back.Length)
                Propose(partial, back[at]);
        }
    }

    private void JoinEach(in PartialAssignment front, ReadOnlySpan<PartialAssignment> back)
    {
        foreach (ref readonly var partial in back)
        {
            _scope.Work++;
            if (front.F + partial.F - _scope.Start.F >= _least)
                return;
            if (front.G + partial.G > _room[0] || front.H + partial.H > _room[1])
                continue;
            Propose(front, partial);
            return;
        }
    }

    /// <summary>Keeps the best pair so far; which limits it keeps was seen before.</summary>
    private void Propose(in PartialAssignment front, in PartialAssignment back)
    {
        var f = front.F + back.F - _scope.Start.F;
        if (f < _least && _scope.IsLess(f))
            (_least, _bestFront, _bestBack) = (f, front, back);
    }

    private void OfferBest()
    {
        if (double.IsPositiveInfinity(_least))
            return;
        var x = _scope.Draft();
        _front.Depart(_bestFront, x);
        _back.Depart(_bestBack, x);
        _scope.Incumbent.Offer(x);
    }
}
