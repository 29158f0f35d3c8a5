namespace Eccos;

/// <summary>
/// What was expected of the last queries, from which the multiplier of a running floor follows:
/// <code>
/// lambda: the least with mean over the last W queries of a_i,j(i) at least a target,     j(i) = argmin_j c_ij + mu_j - lambda a_ij
/// </code>
/// That mean grows with lambda, so bisection finds it.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class RecentForecasts
{
    /// <summary>W.</summary>
    public const int Window = 2048;

    private const int Doublings = 200;
    private const double Precision = 1e-3;
    private const double Highest = 1e9;
    private const double Lowest = 1e-15;

    private IReadOnlyList<string> _endpoints = [];
    private double[] _cost = [];
    private double[] _quality = [];
    private int _next;

    /// <summary>The queries that are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>Remembers a batch; another pool begins anew.</summary>
    public void Add(ModelPool pool, Forecast forecast)
    {
        var m = pool.Count;
        if (!_endpoints.SequenceEqual(pool.Names, StringComparer.Ordinal))
            (_endpoints, _cost, _quality, _next, Count) = (pool.Names, [], [], 0, 0);
        for (var i = 0; i < forecast.Queries.Count; i++)
        {
            if (!forecast.HasEligible(i))
                continue;
            if (_next * m == _cost.Length)
                Grow(m);
            forecast.Cost.Row(i).CopyTo(_cost.AsSpan(_next * m));
            for (var j = 0; j < m; j++)
                _quality[(_next * m) + j] = forecast.Eligible[(i * m) + j] ? forecast.Prediction.Success[i, j] : double.NaN;
            _next = (_next + 1) % Window;
            Count = Math.Min(Count + 1, Window);
        }
    }

    /// <summary>lambda, in USD per correct answer, and how to mix the choices on both sides of it so that they meet the target together.</summary>
    /// <param name="target">The mean success probability to reach.</param>
    /// <param name="slotPrices">mu_j in USD.</param>
    /// <param name="start">Where to begin, such as lambda of the batch before.</param>
    /// <returns>The greatest value tried, and all of it, when the target cannot be reached.</returns>
    public MultiplierBracket Multiplier(double target, double[] slotPrices, double? start)
    {
        if (Count == 0)
            return default;
        var steps = 0;
        var high = start is > 0 ? start.Value : 1e-6;
        var above = Mean(high, slotPrices);
        while (above < target && steps++ < Doublings && high < Highest)
            above = Mean(high *= 2, slotPrices);
        var low = high / 2;
        var below = Mean(low, slotPrices);
        while (below >= target && steps++ < Doublings && low > Lowest)
            (high, above, low, below) = (low, below, low / 2, Mean(low / 2, slotPrices));
        while (high - low > Precision * high && above >= target && below < target)
        {
            var middle = (low + high) / 2;
            var mean = Mean(middle, slotPrices);
            if (mean >= target)
                (high, above) = (middle, mean);
            else
                (low, below) = (middle, mean);
        }

        return new MultiplierBracket(low, high, above > below ? Math.Clamp((target - below) / (above - below), 0, 1) : 1);
    }

    private double Mean(double lambda, double[] slotPrices)
    {
        var length = Count * slotPrices.Length;
        return MultiplierChoice.Quality(_cost.AsSpan(0, length), _quality.AsSpan(0, length), slotPrices, lambda) / Count;
    }

    private void Grow(int m)
    {
        var length = Math.Min(Math.Max(_cost.Length * 2, 256 * m), Window * m);
        Array.Resize(ref _cost, length);
        Array.Resize(ref _quality, length);
    }
}
