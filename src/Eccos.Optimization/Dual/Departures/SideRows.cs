namespace Eccos.Optimization;

/// <summary>The side rows in the order of one side, and what departures may still add to those that are open.</summary>
/// <param name="rows">The rows.</param>
/// <param name="fromTheEnd">Whether the last query comes first.</param>
/// <param name="count">The open queries.</param>
internal sealed class SideRows(OpenRows rows, bool fromTheEnd, int count)
{
    private readonly double[] _room = new double[RowOrder.MostOpen];

    /// <summary>The rows, by their first query but for the side that starts from the end.</summary>
    public OpenRow[] Rows { get; } = fromTheEnd ? Array.ConvertAll(rows.Rows, row => row.FromTheEnd(count)) : rows.Rows;

    /// <summary>Takes note of how many queries were passed.</summary>
    public void Advance(int passed)
    {
        Array.Fill(_room, double.PositiveInfinity);
        var isKept = rows.CanBeKept;
        foreach (var row in Rows)
        {
            if (row.IsOpenAt(passed))
                _room[row.Slot] = row.Room;
            isKept &= row.First < passed || row.Room >= 0;
        }

        // Where a row to come is not kept as it stands, there is no room.
        if (!isKept)
            Array.Fill(_room, double.NegativeInfinity);
    }

    /// <summary>Whether a partial assignment keeps the rows as it stands.</summary>
    public bool AreKept(in PartialAssignment partial) => partial.G <= _room[0] && partial.H <= _room[1];
}
