namespace Eccos.Optimization;

/// <summary>
/// How many of the queries each endpoint can take, learned from what the stream found full: the share it served while it was, and, while it is
/// not, a quarter more with every period, until it takes all.
/// </summary>
internal sealed class EndpointShares(int endpoints)
{
    private const double Growth = 1.25;
    private const double Smoothing = 0.3;

    private readonly int[] _served = new int[endpoints];
    private readonly bool[] _full = new bool[endpoints];
    private readonly double[] _rate = new double[endpoints];
    private readonly double[] _cap = [.. Enumerable.Repeat(double.PositiveInfinity, endpoints)];
    private int _queries;

    public void Count(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint)
    {
        _queries++;
        if (endpoint >= 0)
            _served[endpoint]++;
        for (var j = 0; j < free.Length; j++)
            _full[j] |= query.Eligible[j] && !free[j];
    }

    /// <summary>Ends a period.</summary>
    /// <param name="n">The queries the limits are for.</param>
    /// <returns>The most of them each endpoint takes, enough for all together; <see langword="null"/> when none is limited.</returns>
    public int?[]? Next(int n)
    {
        for (var j = 0; j < endpoints && _queries > 0; j++)
        {
            var share = (double)_served[j] / _queries;
            _rate[j] += Smoothing * (share - _rate[j]);
            _cap[j] = _full[j] ? Math.Max(share, _rate[j]) : _cap[j] * Growth;
            if (_cap[j] >= 1)
                _cap[j] = double.PositiveInfinity;
            else
                _cap[j] = Math.Max(_cap[j], 0.1 / endpoints);
            (_served[j], _full[j]) = (0, false);
        }

        _queries = 0;
        var all = _cap.Sum();
        if (double.IsInfinity(all))
            return Array.TrueForAll(_cap, double.IsInfinity) ? null : Array.ConvertAll(_cap, cap => Limit(cap * n));
        return Array.ConvertAll(_cap, cap => Limit(cap * n / Math.Min(1, all)));
    }

    private static int? Limit(double requests) => double.IsInfinity(requests) ? null : (int)Math.Ceiling(requests);
}
