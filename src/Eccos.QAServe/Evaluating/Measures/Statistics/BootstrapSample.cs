namespace Eccos.QAServe;

/// <summary>The values of a statistic over bootstrap samples.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class BootstrapSample
{
    private readonly double[] _sorted;

    internal BootstrapSample(double[] estimates)
    {
        var mean = estimates.Average();
        StandardError = Math.Sqrt(estimates.Sum(value => (value - mean) * (value - mean)) / (estimates.Length - 1));
        _sorted = [.. estimates.Order()];
    }

    /// <summary>The standard deviation of the estimates.</summary>
    public double StandardError { get; }

    /// <summary>The percentile interval, between order statistics by straight lines.</summary>
    /// <param name="level">The part of the estimates it holds, greater than 0 and less than 1; 0.95 by default.</param>
    /// <returns>Its ends.</returns>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level lies between 0 and 1.");
        return new ConfidenceInterval(Quantile((1 - level) / 2), Quantile((1 + level) / 2));
    }

    private double Quantile(double p)
    {
        var place = p * (_sorted.Length - 1);
        var (below, above) = ((int)Math.Floor(place), (int)Math.Ceiling(place));
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }
}
