namespace Eccos.Optimization;

/// <summary>The order in which one side of a <see cref="DepartureProgram"/> goes through the open queries.</summary>
internal sealed class QueryOrder : IDisposable
{
    private readonly OpenQueries _open;
    private readonly bool _fromTheEnd;
    private readonly PooledList<double> _least = new();

    /// <param name="open">The queries.</param>
    /// <param name="fromTheEnd">Whether the last one comes first.</param>
    public QueryOrder(OpenQueries open, bool fromTheEnd)
    {
        (_open, _fromTheEnd) = (open, fromTheEnd);
        var least = _least.Resize(Count + 1);
        least[Count] = double.PositiveInfinity;
        for (var k = Count - 1; k >= 0; k--)
            least[k] = Math.Min(least[k + 1], this[k].Regret);
    }

    public int Count => _open.Count;

    /// <summary>The k-th query.</summary>
    public OpenQuery this[int k] => _open[_fromTheEnd ? Count - 1 - k : k];

    /// <summary>The least regret of a departure of the k-th query or a later one; infinite when there is none.</summary>
    public double LeastRegret(int k) => _least.Items[k];

    public void Dispose() => _least.Dispose();
}
