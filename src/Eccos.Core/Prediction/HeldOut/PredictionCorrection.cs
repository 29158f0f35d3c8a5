namespace Eccos;

/// <summary>Corrects success probabilities by what is known of their errors.</summary>
public static class PredictionCorrection
{
    private const double Margin = 0.005;

    /// <summary>
    /// The prediction with every endpoint's advantage as large as held-out queries showed it to be:
    /// <code>
    /// a'_ij = a_ij + (b_j - 1) g_ij            g_ij = (a_ij - a._j) - mean_k (a_ik - a._k), b_j the slope of <see cref="HeldOutErrors"/>
    /// </code>
    /// An optimizer picks where g is large, so without this it would fall short of what it promises where b is below 1, and pay for more than is asked
    /// where b is above it. What all endpoints share on a query, and the columns of endpoints that <see cref="Prediction.HeldOutErrors"/> does not name, stay.
    /// </summary>
    /// <param name="prediction">The prediction.</param>
    /// <returns>
    /// The corrected prediction, whose slopes are 1; the prediction itself when nothing is known of its errors. Probabilities stay between 0.005 and 0.995
    /// unless they were outside before.
    /// </returns>
    public static Prediction Corrected(this Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (prediction.HeldOutErrors is not { } errors || errors.AdvantageSlopes.All(slope => slope == 1))
            return prediction;
        var m = prediction.Endpoints.Count;
        var known = Places(prediction.Endpoints, errors.Endpoints);
        var means = Array.ConvertAll(known, k => k < 0 ? 0 : errors.MeanSuccess[k]);
        var slopes = Array.ConvertAll(known, k => k < 0 ? 1 : errors.AdvantageSlopes[k]);
        var count = known.Count(k => k >= 0);
        var corrected = prediction.Success.Values.ToArray();
        for (var row = 0; row < corrected.Length; row += m)
        {
            var shared = 0.0;
            for (var j = 0; j < m; j++)
                shared += known[j] < 0 ? 0 : (corrected[row + j] - means[j]) / count;
            for (var j = 0; j < m; j++)
            {
                var a = corrected[row + j];
                corrected[row + j] = Math.Clamp(a + ((slopes[j] - 1) * (a - means[j] - shared)), Math.Min(a, Margin), Math.Max(a, 1 - Margin));
            }
        }

        // An unknown column has slope 1, so whatever the line above computes for it is the value it had.
        return prediction.With(new QueryEndpointMatrix(corrected, m), prediction.StandardError, errors.Applied());
    }

    /// <summary>Where each name stands among others; -1 where it does not.</summary>
    private static int[] Places(IReadOnlyList<string> names, IReadOnlyList<string> others)
    {
        if (names.SequenceEqual(others, StringComparer.Ordinal))
            return [.. Enumerable.Range(0, names.Count)];
        var place = others.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        return [.. names.Select(name => place.TryGetValue(name, out var k) ? k : -1)];
    }
}
