namespace Eccos.Predictors;

/// <summary>The nearest neighbours found so far: a binary heap with the farthest at its root.</summary>
internal ref struct NeighbourHeap(Span<Neighbour> items, int count)
{
    private readonly Span<Neighbour> _items = items;

    public int Count { get; private set; } = count;

    /// <summary>What a newcomer of a later row must exceed.</summary>
    public readonly float Threshold => Count < _items.Length ? float.NegativeInfinity : _items[0].Cosine;

    /// <summary>Takes a neighbour of a later row than all before.</summary>
    public void Add(Neighbour neighbour)
    {
        if (Count < _items.Length)
        {
            var child = Count++;
            while (child > 0 && neighbour.CompareTo(_items[(child - 1) / 2]) > 0)
            {
                _items[child] = _items[(child - 1) / 2];
                child = (child - 1) / 2;
            }

            _items[child] = neighbour;
        }
        else if (neighbour.CompareTo(_items[0]) < 0)
        {
            ReplaceRoot(neighbour);
        }
    }

    private readonly void ReplaceRoot(Neighbour neighbour)
    {
        var parent = 0;
        for (var child = 1; child < _items.Length; child = (2 * parent) + 1)
        {
            if (child + 1 < _items.Length && _items[child + 1].CompareTo(_items[child]) > 0)
                child++;
            if (neighbour.CompareTo(_items[child]) >= 0)
                break;
            _items[parent] = _items[child];
            parent = child;
        }

        _items[parent] = neighbour;
    }
}
