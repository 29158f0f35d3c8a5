namespace Eccos.Optimization;

/// <summary>The order of queries in which few side rows are open at a time: group after group, those of no group last.</summary>
internal static class RowOrder
{
    /// <summary>A partial assignment counts no more rows at a time.</summary>
    public const int MostOpen = 2;

    /// <summary>The first row of a query that does not count all queries.</summary>
    public static int GroupOf(LagrangianForm form, int i)
    {
        if (!form.IsPlain)
        {
            foreach (var (row, _) in form.SidesOf(i))
            {
                if (form.Sides[row].Queries is not null)
                    return row;
            }
        }

        return int.MaxValue;
    }

    /// <summary>Whether no more rows are ever open than can be counted; the same then holds for a part of the queries.</summary>
    public static bool Covers(LagrangianForm form)
    {
        if (form.IsPlain)
            return true;
        var rows = new OpenRow[form.Sides.Length];
        for (var k = 0; k < rows.Length; k++)
            rows[k] = new OpenRow(k, int.MaxValue, 0, 0, 0, -1);

        // The queries of one group are in the order of their regrets, whatever other rows they are in: all of these count as open as long as its own is.
        var place = 0;
        foreach (var group in Enumerable.Range(0, form.N).GroupBy(i => GroupOf(form, i)).OrderBy(group => group.Key))
        {
            foreach (var i in group)
                Extend(form, i, place, rows);
            place++;
        }

        return WithSlots(rows).All(row => row.Slot >= 0);
    }

    /// <summary>Lets the rows of the query at a place reach it; places come in order.</summary>
    public static void Extend(LagrangianForm form, int i, int place, OpenRow[] rows)
    {
        if (form.IsPlain)
        {
            if (rows.Length > 0)
                rows[0] = rows[0] with { First = 0, End = place + 1 };
            return;
        }

        foreach (var (row, _) in form.SidesOf(i))
            rows[row] = rows[row] with { First = Math.Min(rows[row].First, place), End = place + 1 };
    }

    /// <summary>The rows that have queries, by their first, each with a slot that no other has while it is open; -1 where none is left.</summary>
    public static OpenRow[] WithSlots(OpenRow[] rows)
    {
        var ordered = Array.FindAll(rows, row => row.End > 0);
        Array.Sort(ordered, (a, b) => a.First != b.First ? a.First - b.First : a.Row - b.Row);
        Span<int> end = stackalloc int[MostOpen];
        for (var k = 0; k < ordered.Length; k++)
        {
            var slot = 0;
            while (slot < MostOpen && end[slot] > ordered[k].First)
                slot++;
            ordered[k] = ordered[k] with { Slot = slot < MostOpen ? slot : -1 };
            if (slot < MostOpen)
                end[slot] = ordered[k].End;
        }

        return ordered;
    }
}
