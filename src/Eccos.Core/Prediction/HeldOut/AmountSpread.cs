using System.Globalization;

namespace Eccos;

/// <summary>
/// How far real amounts, output tokens or costs, lie from their expectations, as quantiles of the ratio of the two for each endpoint:
/// <code>
/// t_q = e exp h_j(q)                     e: the expectation, h_j(q): the q-quantile of ln t - ln e over held-out queries
/// </code>
/// Of n held-out queries the k-th smallest ratio stands for the quantile k / (n + 1), so that a further query like them lies below t_q with probability q, whatever
/// the distribution (split conformal prediction; V. Vovk, A. Gammerman and G. Shafer, "Algorithmic Learning in a Random World", 2005). Between
/// the levels that are kept, h is a straight line over the standard normal quantile of q, as it is for an amount whose logarithm is normal.
/// </summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class AmountSpread
{
    private static readonly double[] _levels = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
    private static readonly double[] _scores = Array.ConvertAll(_levels, StandardNormal.Quantile);
    private readonly double[] _logRatios;

    /// <summary>States what is known.</summary>
    /// <param name="endpoints">The endpoints' names; they differ.</param>
    /// <param name="logRatios">h at each of the <see cref="Levels"/>, endpoint after endpoint, each finite and no less than the one before it.</param>
    /// <exception cref="ArgumentException">Another number of values, a name stands twice, or a value is out of range.</exception>
    public AmountSpread(IReadOnlyList<string> endpoints, ReadOnlySpan<double> logRatios)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.Distinct(StringComparer.Ordinal).Count() != endpoints.Count)
            throw new ArgumentException($"A name stands twice among {string.Join(", ", endpoints)}.", nameof(endpoints));
        if (logRatios.Length != endpoints.Count * _levels.Length)
            throw new ArgumentException($"{logRatios.Length} log ratios; {endpoints.Count} endpoints at {_levels.Length} levels need {endpoints.Count * _levels.Length}.", nameof(logRatios));
        for (var k = 0; k < logRatios.Length; k++)
        {
            if (!double.IsFinite(logRatios[k]) || (k % _levels.Length > 0 && logRatios[k] < logRatios[k - 1]))
            {
                var message = string.Create(CultureInfo.InvariantCulture, $"The log ratio of '{endpoints[k / _levels.Length]}' at {_levels[k % _levels.Length]} is {logRatios[k]}; each is finite and no less than the one before it.");
                throw new ArgumentException(message, nameof(logRatios));
            }
        }

        (Endpoints, _logRatios) = ([.. endpoints], logRatios.ToArray());
    }

    /// <summary>The levels of the quantiles that are kept, ascending.</summary>
    public static IReadOnlyList<double> Levels => _levels;

    /// <summary>The endpoints' names.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>h at each of the <see cref="Levels"/>, endpoint after endpoint.</summary>
    public ReadOnlySpan<double> LogRatios => _logRatios;

    /// <summary>The ratio of a quantile to the expectation; it grows with the quantile.</summary>
    /// <param name="endpoint">The endpoint's name. One that is not among <see cref="Endpoints"/> is taken to vary as much as the one that varies most.</param>
    /// <param name="quantile">q, more than 0 and less than 1.</param>
    /// <returns>More than 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">q is out of range.</exception>
    public double Ratio(string endpoint, double quantile)
    {
        if (!(quantile > 0 && quantile < 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is more than 0 and less than 1.");
        var z = StandardNormal.Quantile(quantile);
        for (var j = 0; j < Endpoints.Count; j++)
        {
            if (string.Equals(Endpoints[j], endpoint, StringComparison.Ordinal))
                return Math.Exp(LogRatio(j, z));
        }

        var all = Enumerable.Range(0, Endpoints.Count).Select(j => LogRatio(j, z)).DefaultIfEmpty();
        return Math.Exp(z < 0 ? all.Min() : all.Max());
    }

    // Beyond the outermost levels the outermost line goes on.
    private double LogRatio(int endpoint, double z)
    {
        var h = _logRatios.AsSpan(endpoint * _levels.Length, _levels.Length);
        var k = 0;
        while (k < h.Length - 2 && z > _scores[k + 1])
            k++;
        return h[k] + ((z - _scores[k]) / (_scores[k + 1] - _scores[k]) * (h[k + 1] - h[k]));
    }
}
