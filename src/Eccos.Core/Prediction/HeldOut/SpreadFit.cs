namespace Eccos;

/// <summary>Learns an <see cref="AmountSpread"/> from amounts and what was expected of them; an endpoint with few of them takes the spread of all together.</summary>
internal static class SpreadFit
{
    /// <summary>With fewer, the outer quantiles would be guesses.</summary>
    private const int Fewest = 50;

    /// <param name="endpoints">The columns.</param>
    /// <param name="amounts">What was recorded; NaN where nothing was.</param>
    /// <param name="expected">What had been expected; NaN where nothing was.</param>
    /// <param name="least">Smaller amounts count as this one, so that they have a logarithm.</param>
    /// <returns><see langword="null"/> when there are too few of all endpoints together.</returns>
    public static AmountSpread? Fit(IReadOnlyList<string> endpoints, QueryEndpointMatrix amounts, QueryEndpointMatrix? expected, double least)
    {
        if (expected is null)
            return null;
        var ratios = Enumerable.Range(0, endpoints.Count).Select(_ => new List<double>()).ToArray();
        for (var k = 0; k < amounts.Values.Length; k++)
        {
            var ratio = Math.Log(Math.Max(amounts.Values[k], least) / Math.Max(expected.Values[k], least));
            if (!double.IsNaN(ratio))
                ratios[k % endpoints.Count].Add(ratio);
        }

        List<double> all = [.. ratios.SelectMany(own => own)];
        return all.Count < Fewest
            ? null
            : new AmountSpread(endpoints, [.. ratios.SelectMany(own => Quantiles(own.Count < Fewest ? all : own))]);
    }

    private static IEnumerable<double> Quantiles(List<double> ratios)
    {
        ratios.Sort();
        foreach (var level in AmountSpread.Levels)
        {
            // The value at (n + 1) q - 1 from the smallest, between two of them where that is no whole number.
            var place = Math.Clamp((level * (ratios.Count + 1)) - 1, 0, ratios.Count - 1);
            var (below, part) = ((int)place, place - (int)place);
            yield return ratios[below] + (part * (ratios[Math.Min(below + 1, ratios.Count - 1)] - ratios[below]));
        }
    }
}
