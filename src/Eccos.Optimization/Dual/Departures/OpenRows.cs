namespace Eccos.Optimization;

/// <summary>
/// The side rows of the open queries. A row is open from the first of its queries to the last; with the queries of a group next to each other (<see cref="RowOrder"/>) few
/// rows are open at a time, and what was gone through needs to say nothing of the others.
/// </summary>
internal sealed class OpenRows
{
    private readonly LagrangianForm _form;
    private readonly int[] _slotOf;

    /// <param name="form">The assignment.</param>
    /// <param name="scan">The regrets at the prices.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="open">The queries that may depart, in order.</param>
    public OpenRows(LagrangianForm form, RegretScan scan, DualPrices prices, OpenQueries open)
    {
        _form = form;
        _slotOf = new int[form.Sides.Length];
        var rows = new OpenRow[form.Sides.Length];
        for (var k = 0; k < rows.Length; k++)
            rows[k] = new OpenRow(k, int.MaxValue, 0, form.Sides[k].Limit, prices.Lambda[k], -1);
        for (var i = 0; i < form.N; i++)
            TakeRoom(i, scan.Best[i], rows);
        for (var place = 0; place < open.Count; place++)
            RowOrder.Extend(form, open[place].Query, place, rows);

        foreach (var row in rows)
        {
            if (row.End == 0)
                (Settled, CanBeKept) = (Settled + (row.Lambda * Math.Max(0, row.Room)), CanBeKept && row.Room >= 0);
        }

        Rows = RowOrder.WithSlots(rows);
        foreach (var row in Rows)
            _slotOf[row.Row] = row.Slot;
    }

    /// <summary>The rows that open queries are in, by their first.</summary>
    public OpenRow[] Rows { get; }

    /// <summary>What the slack of the other rows costs.</summary>
    public double Settled { get; }

    /// <summary>Whether the other rows are kept.</summary>
    public bool CanBeKept { get; } = true;

    /// <summary>How a query's departure changes the row that a slot counts; 0 where it is in none.</summary>
    public double Change(int i, int from, int to, int slot)
    {
        if (_form.IsPlain)
            return slot == 0 && _form.Sides is [{ G: var g }] ? g[(i * _form.M) + to] - g[(i * _form.M) + from] : 0;
        foreach (var (row, at) in _form.SidesOf(i))
        {
            if (_slotOf[row] == slot)
                return _form.Sides[row].G[at + to] - _form.Sides[row].G[at + from];
        }

        return 0;
    }

    /// <summary>Whether a query is in a row.</summary>
    public bool IsIn(int i, int row)
    {
        if (_form.IsPlain)
            return true;
        foreach (var entry in _form.SidesOf(i))
        {
            if (entry.Row == row)
                return true;
        }

        return false;
    }

    private void TakeRoom(int i, int j, OpenRow[] rows)
    {
        if (_form.IsPlain)
        {
            if (rows.Length > 0)
                rows[0] = rows[0] with { Room = rows[0].Room - _form.Sides[0].G[(i * _form.M) + j] };
            return;
        }

        foreach (var (row, at) in _form.SidesOf(i))
            rows[row] = rows[row] with { Room = rows[row].Room - _form.Sides[row].G[at + j] };
    }
}
