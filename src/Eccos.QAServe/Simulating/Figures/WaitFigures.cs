namespace Eccos.QAServe;

/// <summary>How long queries waited, in seconds. Percentiles are by nearest rank: the smallest value that the given part of all does not exceed.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Longest">The longest.</param>
public sealed record WaitFigures(double Mean, double P50, double P95, double P99, double Longest)
{
    /// <summary>Measures times.</summary>
    /// <param name="times">The times.</param>
    /// <returns>The figures; <see langword="null"/> of no times.</returns>
    public static WaitFigures? Of(IEnumerable<TimeSpan> times)
    {
        double[] seconds = [.. times.Select(time => time.TotalSeconds).Order()];
        return seconds.Length == 0 ? null : new WaitFigures(seconds.Average(), Rank(0.50), Rank(0.95), Rank(0.99), seconds[^1]);

        double Rank(double part) => seconds[Math.Max(0, (int)Math.Ceiling(part * seconds.Length) - 1)];
    }
}
