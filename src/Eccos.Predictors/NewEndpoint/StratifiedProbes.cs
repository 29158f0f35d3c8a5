using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Chooses the queries of the history that tell most about an endpoint without history: the history is cut by predicted easiness into as
/// many strata as there are to be probes, each of the same sum of the score's standard deviation (Neyman's allocation, one probe a stratum;
/// J. Neyman, Journal of the Royal Statistical Society 97, 1934), and each stratum gives the query nearest to its centre,
/// <code>
/// sum_{i in stratum} s_i = sum_i s_i / n             s_i^2 = I_i = E_w [ P'^2 / (P (1 - P)) ]: Fisher information of an outcome on query i
/// probe = argmin_i |x_i - c|^2                       c = sum_i s_i x_i / sum_i s_i over the stratum
/// </code>
/// x_i: easiness, kinds of query and known difficulty, standardised. The expectation is over endpoints as able as the known ones, since how
/// able the new one is nobody knows yet. A design that is optimal for the item response model alone takes queries at its edges, where
/// the model is most often wrong, and on some histories told less than random probes.
/// </summary>
internal static class StratifiedProbes
{
    /// <summary>The kinds of queries t that count in the distance; the rarer ones are mostly noise.</summary>
    private const int Kinds = 3;

    /// <param name="model">What the history tells.</param>
    /// <param name="candidates">Rows of the history to choose from.</param>
    /// <param name="count">How many to choose.</param>
    /// <returns>Rows of the history, in an order in which those at the front are spread over the whole range of easiness too.</returns>
    public static IReadOnlyList<int> Select(CapabilityModel model, IReadOnlyList<int> candidates, int count)
    {
        count = Math.Min(count, candidates.Count);
        if (count == 0)
            return [];
        ProbeEvidence[] evidence = [.. candidates.Select(i => model.Evidence(i, 0))];
        var x = Places(model, evidence);
        var s = Deviations(model, evidence);
        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(i => evidence[i].Features[1])];
        var starts = Strata(Array.ConvertAll(order, i => s[i]), count);
        return [.. Enumerable.Range(0, count).OrderBy(Spread).Select(t => candidates[Central(order.AsSpan(starts[t]..starts[t + 1]), x, s)])];
    }

    /// <summary>Cuts numbers into runs of about the same sum, none empty.</summary>
    /// <returns>Where each run starts, and where the last one ends.</returns>
    private static int[] Strata(double[] s, int count)
    {
        var starts = new int[count + 1];
        var (total, before, i) = (s.Sum(), 0.0, 0);
        for (var t = 1; t < count; t++)
        {
            while (i < s.Length && before + (s[i] / 2) < total * t / count)
                before += s[i++];
            starts[t] = Math.Clamp(i, starts[t - 1] + 1, s.Length - count + t);
        }

        starts[count] = s.Length;
        return starts;
    }

    /// <summary>The query of a stratum that is nearest to its centre.</summary>
    private static int Central(ReadOnlySpan<int> stratum, double[][] x, double[] s)
    {
        var centre = new double[x[0].Length];
        var weight = 0.0;
        foreach (var i in stratum)
        {
            weight += s[i];
            for (var k = 0; k < centre.Length; k++)
                centre[k] += s[i] * (x[i][k] - centre[k]) / weight;
        }

        var (nearest, least) = (stratum[0], double.PositiveInfinity);
        foreach (var i in stratum)
        {
            var squares = 0.0;
            for (var k = 0; k < centre.Length; k++)
                squares += (x[i][k] - centre[k]) * (x[i][k] - centre[k]);
            if (squares < least)
                (nearest, least) = (i, squares);
        }

        return nearest;
    }

    /// <summary>x: a query's easiness and kinds as predicted, and its difficulty as the known endpoints' outcomes tell it.</summary>
    private static double[][] Places(CapabilityModel model, ProbeEvidence[] evidence)
    {
        var predicted = Math.Min(Kinds + 1, model.Factors.Dimension - 1);
        double[][] x = [.. evidence.Select(probe => (double[])[.. probe.Features.AsSpan(1, predicted), model.Difficulty.Mean(probe.Difficulty)])];
        for (var k = 0; k <= predicted; k++)
        {
            var mean = x.Average(place => place[k]);
            var deviation = Math.Sqrt(x.Average(place => (place[k] - mean) * (place[k] - mean)));
            foreach (var place in x)
                place[k] = deviation > 0 ? (place[k] - mean) / deviation : 0;
        }

        return x;
    }

    /// <summary>s of each query; never 0, so that every stratum has a centre.</summary>
    private static double[] Deviations(CapabilityModel model, ProbeEvidence[] evidence)
    {
        Vector<double>[] endpoints = [.. model.Vectors.Select(vector => Vector<double>.Build.DenseOfArray(vector))];
        return Array.ConvertAll(evidence, probe =>
        {
            var information = 0.0;
            foreach (var w in endpoints)
            {
                var (p, slope) = ItemResponse.Response(probe.Features, probe.Difficulty, w, model.Difficulty);
                information += slope * slope / (p * (1 - p)) / endpoints.Length;
            }

            return Math.Max(Math.Sqrt(information), 1e-6);
        });
    }

    /// <summary>The bits of t behind the binary point, the lowest first (J. van der Corput, 1935): whatever comes first is spread evenly.</summary>
    private static double Spread(int t)
    {
        var place = 0.0;
        for (var half = 0.5; t > 0; half /= 2)
        {
            place += half * (t & 1);
            t >>= 1;
        }

        return place;
    }
}
