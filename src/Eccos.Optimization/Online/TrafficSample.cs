namespace Eccos.Optimization;

/// <summary>
/// The queries that prices are computed over. Typical ones shown before the stream are drawn evenly (J. Vitter, "Random Sampling with a
/// Reservoir", 1985); without them the first of the stream stand in. Later arrivals replace one at random, each with the chance n / H', so that
/// the sample follows a change of the mix, and no stretch shorter than that.
/// </summary>
/// <param name="endpoints">M.</param>
/// <param name="size">The most queries kept.</param>
/// <param name="mixOver">H'.</param>
/// <param name="seed">Draws them.</param>
internal sealed class TrafficSample(int endpoints, int size, int mixOver, int seed)
{
    private readonly Random _random = new(seed);
    private double[] _cost = [];
    private double[] _quality = [];
    private bool[] _eligible = [];
    private int[][] _groups = [];
    private long _observed;

    /// <summary>n.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the sample began with typical queries, and not with the stream's own.</summary>
    public bool IsReference => _observed > 0;

    /// <summary>Takes in a typical query, before the stream begins.</summary>
    public void Observe(in OnlineQuery query)
    {
        if (!query.Eligible.Contains(true))
            return;
        _observed++;
        if (Count < size)
            Write(Count++, query);
        else if (_random.NextInt64(_observed) is var row && row < size)
            Write((int)row, query);
    }

    /// <summary>Takes in a query of the stream.</summary>
    public void Arrive(in OnlineQuery query)
    {
        if (!query.Eligible.Contains(true))
            return;
        if (!IsReference && Count < size)
            Write(Count++, query);
        else if (_random.NextDouble() * mixOver < Count)
            Write(_random.Next(Count), query);
    }

    /// <summary>The sample as it is now; later arrivals do not change it.</summary>
    public SampleRows Snapshot() => new(
        endpoints,
        _cost.AsSpan(0, Count * endpoints).ToArray(),
        _quality.AsSpan(0, Count * endpoints).ToArray(),
        _eligible.AsSpan(0, Count * endpoints).ToArray(),
        _groups.AsSpan(0, Count).ToArray());

    private void Write(int row, in OnlineQuery query)
    {
        if ((row + 1) * endpoints > _cost.Length)
        {
            var rows = Math.Min(size, Math.Max(64, 2 * (row + 1)));
            Array.Resize(ref _cost, rows * endpoints);
            Array.Resize(ref _quality, rows * endpoints);
            Array.Resize(ref _eligible, rows * endpoints);
            Array.Resize(ref _groups, rows);
        }

        query.Cost.CopyTo(_cost.AsSpan(row * endpoints));
        query.Quality.CopyTo(_quality.AsSpan(row * endpoints));
        query.Eligible.CopyTo(_eligible.AsSpan(row * endpoints));
        _groups[row] = query.Groups.ToArray();
    }
}
