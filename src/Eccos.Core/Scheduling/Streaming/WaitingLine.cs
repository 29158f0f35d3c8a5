namespace Eccos;

/// <summary>The queries that wait: those of the highest priority first, and among equals in the order in which they came.</summary>
/// <remarks>Safe for use from any thread. Whoever removes a query decides what becomes of it; of any number of removals, one succeeds.</remarks>
internal sealed class WaitingLine
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, LinkedList<WaitingQuery>> _byPriority = new(Comparer<int>.Create((left, right) => right.CompareTo(left)));
    private readonly Dictionary<WaitingQuery, LinkedListNode<WaitingQuery>> _places = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _places.Count;
            }
        }
    }

    public void Add(WaitingQuery query)
    {
        lock (_lock)
        {
            if (!_byPriority.TryGetValue(query.Priority, out var line))
                _byPriority.Add(query.Priority, line = []);
            _places.Add(query, line.AddLast(query));
        }
    }

    /// <summary>Takes a query out of the line.</summary>
    /// <returns>Whether it was in it.</returns>
    public bool Remove(WaitingQuery query)
    {
        lock (_lock)
        {
            if (!_places.Remove(query, out var place))
                return false;
            var line = place.List!;
            line.Remove(place);
            if (line.Count == 0)
                _byPriority.Remove(query.Priority);
            return true;
        }
    }

    /// <summary>All who wait now, in their order.</summary>
    public WaitingQuery[] ToArray()
    {
        lock (_lock)
        {
            return [.. _byPriority.Values.SelectMany(line => line)];
        }
    }
}
