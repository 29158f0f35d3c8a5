using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// The distribution of an endpoint's vector before probes: each component by <see cref="FactRegression"/>, the first of them about <see cref="CapabilityTrend"/>, and between components the known
/// endpoints' correlations, shrunk as if a few more endpoints had shown none,
/// <code>
/// w ~ N(mu, D R D)            R = (J C + nu I) / (J + nu)         C: correlations over the J known endpoints, D: standard deviations
/// </code>
/// so that probes which show how able an endpoint is tell of its slope and of the kinds of queries it is good at as well.
/// </summary>
internal static class VectorPrior
{
    /// <summary>nu; between 1 and 8 the estimates hardly differ.</summary>
    private const double Uncorrelated = 2;

    /// <summary>A component of an endpoint's vector is never taken to be known better than this before probes.</summary>
    private const double LeastVariance = 1e-4;

    /// <param name="vectors">The known endpoints' vectors, at least one; the first component is the one that <see cref="CapabilityTrend"/> tells of.</param>
    /// <param name="endpoints">The known endpoints and, last, the one without history.</param>
    /// <param name="apart">The component of which facts and names tell nothing; null when there is none.</param>
    public static EndpointVector Create(IReadOnlyList<double[]> vectors, EndpointComparison endpoints, int? apart = null)
    {
        var none = EndpointComparison.None(vectors.Count + 1);
        var trend = endpoints.Trend;
        double[][] detrended = [.. vectors.Select((vector, j) => (double[])[vector[0] - trend.Expected[j], .. vector[1..]])];
        var components = Enumerable.Range(0, vectors[0].Length).Select(k => FactRegression.Predict(k == apart ? none : endpoints, [.. detrended.Select(vector => vector[k])])).ToArray();
        components[0] = (components[0].Mean + trend.Expected[^1], components[0].Variance + trend.Variance);
        var deviations = Array.ConvertAll(components, component => Math.Sqrt(Math.Max(component.Variance, LeastVariance)));
        var correlations = Correlations(detrended);
        return new EndpointVector(
            Vector<double>.Build.Dense(components.Length, k => components[k].Mean),
            Matrix<double>.Build.Dense(components.Length, components.Length, (k, l) => deviations[k] * deviations[l] * correlations[k, l]));
    }

    /// <summary>R.</summary>
    private static double[,] Correlations(double[][] vectors)
    {
        double[][] scores = [.. Enumerable.Range(0, vectors[0].Length).Select(k => Standardised(Centred(vectors, k)))];
        var r = new double[scores.Length, scores.Length];
        for (var k = 0; k < scores.Length; k++)
        {
            for (var l = 0; l < scores.Length; l++)
                r[k, l] = k == l ? 1 : scores[k].Zip(scores[l], (a, b) => a * b).Sum() / (vectors.Length + Uncorrelated);
        }

        return r;
    }

    private static double[] Centred(double[][] vectors, int k)
    {
        var mean = vectors.Average(vector => vector[k]);
        return [.. vectors.Select(vector => vector[k] - mean)];
    }

    /// <summary>Of variance 1, or all 0 where endpoints do not differ.</summary>
    private static double[] Standardised(double[] centred)
    {
        var deviation = Math.Sqrt(centred.Average(value => value * value));
        return Array.ConvertAll(centred, value => deviation > 1e-9 ? value / deviation : 0);
    }
}
