using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Chooses the queries of the history that tell most about an endpoint without history: greedily, the one that lessens most
/// the mean variance of its predicted probability over all queries (I-optimal design; A. Atkinson, A. Donev, R. Tobias, "Optimum
/// Experimental Designs", 2007, chapter 10),
/// <code>
/// C = A^-1,  C' = C - C f f'C / (1 / I + f'C f)          I = E_w [ P'^2 / (P (1 - P)) ]: Fisher information of a probe's outcome
/// loss = trace(C G)                                      G = mean_i  p_i^2 (1 - p_i)^2 f_i f_i'
/// </code>
/// where the expectation is over endpoints as able as the known ones, since how able the new one is nobody knows yet.
/// </summary>
internal static class OptimalProbes
{
    /// <summary>The kinds of queries t that the design covers: probes chosen for the rarer ones as well are odd queries that tell less of all others.</summary>
    private const int Kinds = 3;

    /// <param name="model">What the history tells.</param>
    /// <param name="candidates">Rows of the history to choose from.</param>
    /// <param name="count">How many to choose.</param>
    /// <returns>Rows of the history, the one that tells most first.</returns>
    public static IReadOnlyList<int> Select(CapabilityModel model, IReadOnlyList<int> candidates, int count)
    {
        Vector<double>[] endpoints = [.. model.Vectors.Select(vector => Vector<double>.Build.DenseOfArray(vector))];
        Vector<double>[] f = [.. candidates.Select(i => Vector<double>.Build.DenseOfArray(model.Evidence(i, 0).Features))];
        var information = candidates.Select(i => Information(model, model.Evidence(i, 0), endpoints)).ToArray();
        var g = Sensitivity(f, endpoints);
        var c = model.Spread();
        for (var k = Math.Min(2 + Kinds, model.Factors.Dimension); k < c.RowCount; k++)
            c[k, k] = 0;
        var chosen = new List<int>();
        var taken = new bool[f.Length];
        while (chosen.Count < Math.Min(count, f.Length))
        {
            var cgc = c * g * c;
            var best = -1;
            var bestGain = double.NegativeInfinity;
            for (var k = 0; k < f.Length; k++)
            {
                var gain = taken[k] ? double.NegativeInfinity : f[k].DotProduct(cgc * f[k]) / ((1 / information[k]) + f[k].DotProduct(c * f[k]));
                if (gain > bestGain)
                    (best, bestGain) = (k, gain);
            }

            taken[best] = true;
            chosen.Add(candidates[best]);
            var cf = c * f[best];
            c -= cf.OuterProduct(cf) / ((1 / information[best]) + f[best].DotProduct(cf));
        }

        return chosen;
    }

    /// <summary>I of one probe.</summary>
    private static double Information(CapabilityModel model, ProbeEvidence probe, Vector<double>[] endpoints)
    {
        var sum = 0.0;
        foreach (var w in endpoints)
        {
            var (p, slope) = ItemResponse.Response(probe.Features, probe.Difficulty, w, model.Difficulty);
            sum += slope * slope / (p * (1 - p));
        }

        return sum / endpoints.Length;
    }

    /// <summary>G.</summary>
    private static Matrix<double> Sensitivity(Vector<double>[] features, Vector<double>[] endpoints)
    {
        var g = Matrix<double>.Build.Dense(features[0].Count, features[0].Count);
        foreach (var f in features)
        {
            var weight = 0.0;
            foreach (var w in endpoints)
            {
                var p = Logistic.Sigmoid(f.DotProduct(w));
                weight += p * p * (1 - p) * (1 - p) / endpoints.Length;
            }

            g += f.OuterProduct(f) * (weight / features.Length);
        }

        return g;
    }
}
