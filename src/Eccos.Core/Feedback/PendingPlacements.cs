using System.Diagnostics.CodeAnalysis;

namespace Eccos;

/// <summary>The placements that wait for their label, the oldest of them forgotten when there are too many.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class PendingPlacements
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlacementId, (Placement Placement, double Shift)> _placements = [];

    // In the order they came; ids that were taken out stay until they are the oldest or half of all.
    private readonly Queue<PlacementId> _order = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _placements.Count;
            }
        }
    }

    /// <param name="placement">A placement with an endpoint.</param>
    /// <param name="shift">The logit shift of its endpoint when it was predicted.</param>
    /// <param name="most">How many may wait.</param>
    public void Add(Placement placement, double shift, int most)
    {
        if (most == 0)
            return;
        lock (_lock)
        {
            _placements.Add(placement.Id, (placement, shift));
            _order.Enqueue(placement.Id);
            while (_placements.Count > most)
                _placements.Remove(_order.Dequeue());
            if (_order.Count > 2 * most)
                Compact();
        }
    }

    public bool TryTake(PlacementId id, [NotNullWhen(true)] out Placement? placement, out double shift)
    {
        lock (_lock)
        {
            var isKnown = _placements.Remove(id, out var waiting);
            (placement, shift) = waiting;
            return isKnown;
        }
    }

    private void Compact()
    {
        for (var left = _order.Count; left > 0; left--)
        {
            var id = _order.Dequeue();
            if (_placements.ContainsKey(id))
                _order.Enqueue(id);
        }
    }
}
