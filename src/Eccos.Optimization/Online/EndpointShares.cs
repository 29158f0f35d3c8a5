namespace Eccos.Optimization;

/// <summary>
/// The part of the queries that each endpoint can take in the long run: by Little's law where its load is told (<see cref="LoadedShare"/>), and otherwise
/// learned from what was found full (<see cref="FoundShare"/>).
/// </summary>
internal sealed class EndpointShares(int endpoints)
{
    private readonly FoundShare[] _found = [.. Enumerable.Range(0, endpoints).Select(_ => new FoundShare(0.1 / endpoints))];
    private readonly LoadedShare[] _loaded = [.. Enumerable.Range(0, endpoints).Select(_ => new LoadedShare())];
    private readonly EndpointCapacity[] _capacity = new EndpointCapacity[endpoints];
    private double _inFlight;
    private int _queries;

    public void Observe(ReadOnlySpan<EndpointCapacity> capacity)
    {
        capacity.CopyTo(_capacity);
        _inFlight = 0;
        foreach (var of in capacity)
            _inFlight += of.InFlight;
    }

    public void Count(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint)
    {
        _queries++;
        for (var j = 0; j < endpoints; j++)
        {
            _found[j].Count(j == endpoint, isFull: query.Eligible[j] && !free[j]);
            if (_capacity[j].Load is { } load)
                _loaded[j].Count(j == endpoint, load, _capacity[j].InFlight, _inFlight);
        }
    }

    /// <summary>Ends a period.</summary>
    /// <param name="n">The queries the limits are for.</param>
    /// <returns>The most of them each endpoint takes, enough for all together; <see langword="null"/> when none is limited.</returns>
    public int?[]? Next(int n)
    {
        var caps = new double[endpoints];
        for (var j = 0; j < endpoints; j++)
        {
            var (found, isOut) = _found[j].Next(_queries);

            // What serves nobody though it has room is out of service, whatever its load says.
            caps[j] = _capacity[j].Load is { } load && !(isOut && load < 1) ? _loaded[j].Next(_capacity[j].InFlight, load, _inFlight) : found;
        }

        _queries = 0;
        if (Array.TrueForAll(caps, double.IsInfinity))
            return null;
        var all = Math.Min(1, caps.Sum());
        return Array.ConvertAll(caps, cap => double.IsInfinity(cap) ? (int?)null : (int)Math.Ceiling(cap * n / all));
    }
}
