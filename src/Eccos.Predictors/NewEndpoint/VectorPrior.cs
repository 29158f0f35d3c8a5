using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// The distribution of an endpoint's vector before probes: each component by <see cref="FactRegression"/>, and between components the known
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

    /// <param name="vectors">The known endpoints' vectors, at least one.</param>
    /// <param name="facts">One row per known endpoint and, last, the endpoint without history.</param>
    /// <param name="apart">The component of which facts tell nothing; null when there is none.</param>
    public static EndpointVector Create(IReadOnlyList<double[]> vectors, double[][] facts, int? apart = null)
    {
        var none = Array.ConvertAll(facts, _ => Array.Empty<double>());
        var components = Enumerable.Range(0, vectors[0].Length).Select(k => FactRegression.Predict(k == apart ? none : facts, [.. vectors.Select(vector => vector[k])])).ToArray();
        var deviations = Array.ConvertAll(components, component => Math.Sqrt(Math.Max(component.Variance, LeastVariance)));
        var correlations = Correlations(vectors);
        return new EndpointVector(
            Vector<double>.Build.Dense(components.Length, k => components[k].Mean),
            Matrix<double>.Build.Dense(components.Length, components.Length, (k, l) => deviations[k] * deviations[l] * correlations[k, l]));
    }

    /// <summary>R.</summary>
    private static double[,] Correlations(IReadOnlyList<double[]> vectors)
    {
        double[][] scores = [.. Enumerable.Range(0, vectors[0].Length).Select(k => Standardised(Centred(vectors, k)))];
        var r = new double[scores.Length, scores.Length];
        for (var k = 0; k < scores.Length; k++)
        {
            for (var l = 0; l < scores.Length; l++)
                r[k, l] = k == l ? 1 : scores[k].Zip(scores[l], (a, b) => a * b).Sum() / (vectors.Count + Uncorrelated);
        }

        return r;
    }

    private static double[] Centred(IReadOnlyList<double[]> vectors, int k)
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
