namespace Eccos;

/// <summary>
/// Regresses real on predicted advantages of held-out queries, over the endpoints that have an outcome:
/// <code>
/// g_ij = (a_ij - a._j) - mean_k (a_ik - a._k)          predicted; what all endpoints share on a query drops out
/// h_ij = (y_ij - y._j) - mean_k (y_ik - y._k)          real
/// b_j  = sum_i g_ij h_ij / sum_i g_ij^2                 variance v_j = sum_i g_ij^2 (h_ij - b_j g_ij)^2 / (sum_i g_ij^2)^2
/// </code>
/// A batch serves every query once, so what an assignment gains over one that does not read the queries is its mean g: the slope alone decides how much of it is
/// real. The slopes of single endpoints are drawn toward their common mean by how far they differ beyond chance (random effects; R. DerSimonian and
/// N. Laird, "Meta-Analysis in Clinical Trials", 1986), and that mean toward 1.
/// <code>
/// r = mean of a (1 - a) / (n s^2)                      the mean of n outcomes, which predictions are levelled with, is off by this much of s^2
/// </code>
/// </summary>
/// <param name="Means">a._j.</param>
/// <param name="Slopes">b_j after both.</param>
/// <param name="Correlation">r.</param>
internal sealed record AdvantageFit(double[] Means, double[] Slopes, double Correlation)
{
    private const int FewestQueries = 100;

    /// <summary>How far from 1 the common slope is thought to be before anything was seen; 0.5 standard deviations.</summary>
    private const double PriorVariance = 0.25;

    private const double Steepest = 2;

    public static AdvantageFit? Fit(QueryEndpointMatrix outcomes, Prediction heldOut)
    {
        var (n, m) = (outcomes.QueryCount, outcomes.EndpointCount);
        var rows = Enumerable.Range(0, n).Where(i => Labelled(outcomes.Row(i)) >= 2).ToArray();
        if (rows.Length < FewestQueries)
            return null;
        var (a, y) = (MeansOf(heldOut.Success, outcomes, rows), MeansOf(outcomes, outcomes, rows));
        var (gg, gh, g2h2, g3h, g4) = (new double[m], new double[m], new double[m], new double[m], new double[m]);
        foreach (var i in rows)
        {
            var (shared, real) = (Shared(heldOut.Success.Row(i), outcomes.Row(i), a), Shared(outcomes.Row(i), outcomes.Row(i), y));
            for (var j = 0; j < m; j++)
            {
                if (double.IsNaN(outcomes[i, j]))
                    continue;
                var g = heldOut.Success[i, j] - a[j] - shared;
                var h = outcomes[i, j] - y[j] - real;
                gg[j] += g * g;
                gh[j] += g * h;
                g2h2[j] += g * g * h * h;
                g3h[j] += g * g * g * h;
                g4[j] += g * g * g * g;
            }
        }

        var slopes = new double[m];
        var variances = new double[m];
        for (var j = 0; j < m; j++)
        {
            slopes[j] = gg[j] > 0 ? gh[j] / gg[j] : 1;
            variances[j] = gg[j] > 0 ? (g2h2[j] - (2 * slopes[j] * g3h[j]) + (slopes[j] * slopes[j] * g4[j])) / (gg[j] * gg[j]) : double.PositiveInfinity;
        }

        return new AdvantageFit(a, Shrunk(slopes, variances), LevelCorrelation(outcomes, heldOut));
    }

    /// <summary>The empirical-Bayes slopes.</summary>
    private static double[] Shrunk(double[] slopes, double[] variances)
    {
        var weights = Array.ConvertAll(variances, v => v > 0 && double.IsFinite(v) ? 1 / v : 0);
        var total = weights.Sum();
        var count = weights.Count(w => w > 0);
        if (count == 0)
            return [.. slopes.Select(_ => 1.0)];
        var mean = weights.Zip(slopes, (w, b) => w * b).Sum() / total;
        var q = weights.Zip(slopes, (w, b) => w * (b - mean) * (b - mean)).Sum();
        var between = count > 1 ? Math.Max(0, (q - (count - 1)) / (total - (weights.Sum(w => w * w) / total))) : 0;
        var joint = Array.ConvertAll(weights, w => w > 0 ? 1 / ((1 / w) + between) : 0);
        var precision = joint.Sum();
        mean = (joint.Zip(slopes, (w, b) => w * b).Sum() + (1 / PriorVariance)) / (precision + (1 / PriorVariance));
        return [.. slopes.Select((b, j) => Math.Clamp(weights[j] > 0 ? mean + ((b - mean) * between / (between + (1 / weights[j]))) : mean, 0, Steepest))];
    }

    private static double LevelCorrelation(QueryEndpointMatrix outcomes, Prediction heldOut)
    {
        double pairs = 0, variance = 0, error = 0;
        for (var k = 0; k < outcomes.Values.Length; k++)
        {
            if (double.IsNaN(outcomes.Values[k]))
                continue;
            var a = heldOut.Success.Values[k];
            pairs++;
            variance += a * (1 - a);
            error += heldOut.StandardError.Values[k];
        }

        var (v, s, n) = (variance / pairs, error / pairs, pairs / outcomes.EndpointCount);
        return s > 0 ? Math.Clamp(v / (n * s * s), 0, 1) : 0;
    }

    private static int Labelled(ReadOnlySpan<double> row)
    {
        var count = 0;
        foreach (var value in row)
            count += double.IsNaN(value) ? 0 : 1;
        return count;
    }

    private static double[] MeansOf(QueryEndpointMatrix values, QueryEndpointMatrix outcomes, int[] rows)
    {
        var (sums, counts) = (new double[values.EndpointCount], new double[values.EndpointCount]);
        foreach (var i in rows)
        {
            for (var j = 0; j < sums.Length; j++)
            {
                if (!double.IsNaN(outcomes[i, j]))
                    (sums[j], counts[j]) = (sums[j] + values[i, j], counts[j] + 1);
            }
        }

        return [.. sums.Zip(counts, (sum, count) => count > 0 ? sum / count : 0.5)];
    }

    private static double Shared(ReadOnlySpan<double> row, ReadOnlySpan<double> outcomes, double[] means)
    {
        double sum = 0, count = 0;
        for (var j = 0; j < row.Length; j++)
        {
            if (!double.IsNaN(outcomes[j]))
                (sum, count) = (sum + row[j] - means[j], count + 1);
        }

        return sum / count;
    }
}
