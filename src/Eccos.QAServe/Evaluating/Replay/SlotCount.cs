namespace Eccos.QAServe;

/// <summary>Counts the slots in use, apart from any ledger of a policy's own.</summary>
internal sealed class SlotCount(int endpoints, ReplayOptions options)
{
    private readonly Queue<int> _inFlight = new();
    private readonly int[] _used = new int[endpoints];
    private int? _limit = options.Limit(options.Window, endpoints);

    /// <summary>The requests each endpoint still takes; null for no limit.</summary>
    public IReadOnlyList<int?> Free => Array.ConvertAll(_used, used => _limit is { } limit ? Math.Max(0, limit - used) : (int?)null);

    /// <summary>The queries that took an endpoint without a free slot.</summary>
    public int OverLimit { get; private set; }

    /// <summary>A batch begins: all slots are free.</summary>
    public void Begin(int queries)
    {
        Array.Clear(_used);
        _inFlight.Clear();
        _limit = options.Limit(queries, endpoints);
    }

    /// <summary>A query arrives: when the window is full, the oldest in flight is answered.</summary>
    public void Arrive()
    {
        if (_inFlight.Count == options.Window && _inFlight.Dequeue() is >= 0 and var j)
            _used[j]--;
    }

    public void Take(int endpoint)
    {
        _inFlight.Enqueue(endpoint);
        if (endpoint < 0)
            return;
        if (++_used[endpoint] > _limit)
            OverLimit++;
    }
}
