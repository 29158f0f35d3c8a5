namespace Eccos.QAServe;

/// <summary>When queries arrive: times since the beginning, in order.</summary>
public static class Arrivals
{
    /// <summary>Some 10,000 years, of which a clock can still tell the end of a service.</summary>
    private const double MostSeconds = 3e11;

    /// <summary>A Poisson process: the times between arrivals are independent and exponentially distributed.</summary>
    /// <param name="count">How many arrive, 0 or more.</param>
    /// <param name="ratePerSecond">How many arrive in a second on average, greater than 0.</param>
    /// <param name="seed">Draws the times.</param>
    /// <returns>The times of arrival.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static IReadOnlyList<TimeSpan> Poisson(int count, double ratePerSecond, int seed) => Bursts(count, 1, ratePerSecond, seed);

    /// <summary>Bursts that arrive as a Poisson process, all queries of a burst at the same instant.</summary>
    /// <param name="count">How many queries arrive, 0 or more; the last burst may be smaller.</param>
    /// <param name="size">The queries of a burst, 1 or more.</param>
    /// <param name="ratePerSecond">How many queries arrive in a second on average, greater than 0.</param>
    /// <param name="seed">Draws the times.</param>
    /// <returns>The times of arrival.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range, or at so low a rate the last query would come after more than 10,000 years.</exception>
    public static IReadOnlyList<TimeSpan> Bursts(int count, int size, double ratePerSecond, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (!(ratePerSecond > 0 && double.IsFinite(ratePerSecond)))
            throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, "The rate is finite and greater than 0 queries per second.");
        var random = new Random(seed);
        var times = new TimeSpan[count];
        var seconds = 0.0;
        for (var i = 0; i < count; i++)
        {
            if (i % size == 0)
                seconds -= size * Math.Log(1 - random.NextDouble()) / ratePerSecond;
            if (seconds > MostSeconds)
                throw new ArgumentOutOfRangeException(nameof(ratePerSecond), ratePerSecond, $"At so low a rate query {i} of {count} comes after more than 10,000 years.");
            times[i] = TimeSpan.FromSeconds(seconds);
        }

        return times;
    }
}
