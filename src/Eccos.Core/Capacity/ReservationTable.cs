using System.Runtime.CompilerServices;

namespace Eccos;

/// <summary>The reservations by id and, oldest first, by age: a table of reused places, linked in the order they were taken.</summary>
/// <remarks>Adding, finding and removing cost the same however many there are. Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class ReservationTable
{
    private const int None = -1;
    private readonly Dictionary<PlacementId, int> _places = [];
    private readonly Stack<int> _free = [];
    private Node[] _nodes = new Node[16];
    private int _used;
    private int _oldest = None;
    private int _newest = None;

    public int Count => _places.Count;

    public bool Contains(PlacementId id) => _places.ContainsKey(id);

    public void Add(in Reservation reservation)
    {
        if (!_free.TryPop(out var place))
        {
            if (_used == _nodes.Length)
                Array.Resize(ref _nodes, _nodes.Length * 2);
            place = _used++;
        }

        _places.Add(reservation.Id, place);
        _nodes[place] = new Node { Value = reservation, Older = _newest, Newer = None };
        if (_newest == None)
            _oldest = place;
        else
            _nodes[_newest].Newer = place;
        _newest = place;
    }

    public bool TryRemove(PlacementId id, out Reservation reservation)
    {
        Unsafe.SkipInit(out reservation);
        if (!_places.Remove(id, out var place))
            return false;
        var node = _nodes[place];
        reservation = node.Value;
        if (node.Older == None)
            _oldest = node.Newer;
        else
            _nodes[node.Older].Newer = node.Newer;
        if (node.Newer == None)
            _newest = node.Older;
        else
            _nodes[node.Newer].Older = node.Older;

        _nodes[place] = default;
        _free.Push(place);
        return true;
    }

    public bool TryPeekOldest(out Reservation reservation) => TryPeek(_oldest, out reservation);

    public bool TryPeekNewest(out Reservation reservation) => TryPeek(_newest, out reservation);

    private bool TryPeek(int place, out Reservation reservation)
    {
        reservation = place == None ? default : _nodes[place].Value;
        return place != None;
    }

    private struct Node
    {
        public Reservation Value;
        public int Older;
        public int Newer;
    }
}
