using System.Diagnostics.CodeAnalysis;

namespace Eccos;

/// <summary>The placements that wait for their label, the oldest of them forgotten when there are too many.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class PendingPlacements
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlacementId, PendingPlacement> _placements = [];

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

    /// <param name="placement">The placement.</param>
    /// <param name="most">How many may wait.</param>
    public void Add(PendingPlacement placement, int most)
    {
        lock (_lock)
        {
            _placements.Add(placement.Lease.Id, placement);
            _order.Enqueue(placement.Lease.Id);
            while (_placements.Count > most)
                _placements.Remove(_order.Dequeue());
            if (_order.Count > 2 * most)
                Compact();
        }
    }

    public bool TryTake(PlacementId id, [NotNullWhen(true)] out PendingPlacement? placement)
    {
        lock (_lock)
        {
            return _placements.Remove(id, out placement);
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
