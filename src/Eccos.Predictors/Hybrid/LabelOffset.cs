using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>
/// What observations added since the fit tell of a query: how far the fit was off near it (local likelihood, R. Tibshirani, T. Hastie, JASA 82, 1987),
/// <code>
/// D_i  = s argmin_D sum_n w_n log-loss(y_n, l_n + D) + lambda D^2 / 2              all outcomes n near query i
/// D_ij = s argmin_D sum_n w_n log-loss(y_n, l_n + D_i + D) + lambda D^2 / 2        those of endpoint j
/// s    = max(0, 1 - 2 V / g^2)                                                     g = sum_n w_n (y_n - p_n),  V = sum_n w_n^2 p_n (1 - p_n)
/// logit_ij += D_i + D_ij                                                           w_n = exp((cosine - 1) / T),  p_n at D = 0
/// ln tokens_ij += sum_n w_n (ln t_n - predicted ln t_n) / (sum_n w_n + lambda)     those of endpoint j
/// </code>
/// Near is what is as close as the K-th of the fitted queries: a query whose neighbourhood was dense in training heeds only what is closer yet, and
/// one unlike all of training whatever there is. Without an added observation near it nothing changes. s takes out what chance alone would give
/// (W. James, C. Stein, 1961, positive part): labels that agree with the fit leave it alone.
/// </summary>
internal static class LabelOffset
{
    /// <summary>K.</summary>
    private const int Reach = 16;

    /// <summary>The added observations of an endpoint that are looked at.</summary>
    private const int Most = 64;

    private const double T = 0.3;
    private const double Lambda = 1;
    private const int Steps = 12;
    private const double LongestStep = 1;
    private const double Tolerance = 1e-6;

    /// <summary>Writes the offsets of one query, whose vector and fitted neighbours stand in <paramref name="scratch"/>.</summary>
    /// <param name="added">The observations.</param>
    /// <param name="text">The query.</param>
    /// <param name="i">Its row.</param>
    /// <param name="forecast">Holds its fitted twin and takes the offsets.</param>
    /// <param name="scratch">Its vector and neighbours.</param>
    /// <returns>
    /// The query's twin: the fitted one, which knows the outcomes of more endpoints, else one among the observations. The outcomes of that
    /// one are read as those of twins are and add to no offset.
    /// </returns>
    public static Twin Write(AddedObservations added, string text, int i, BaseForecast forecast, BaseScratch scratch)
    {
        var near = Near(added, scratch);
        var (twin, m) = (forecast.Twins[i], forecast.EndpointCount);
        if (near.Length == 0)
            return twin;
        if (twin.Row < 0)
            twin = added.Twins.Find(text, near, scratch.Trail);
        var outcomes = scratch.Outcomes;
        outcomes.Clear();
        var amounts = forecast.AmountOffsets.AsSpan(i * m, m);
        Span<double> weights = m <= 256 ? stackalloc double[m] : new double[m];
        weights.Fill(Lambda);
        foreach (var neighbour in near)
        {
            if (neighbour.Row == twin.Row)
                continue;
            var w = Math.Exp((neighbour.Cosine - 1) / T);
            var y = added.Labels(neighbour.Row, AddedLabel.Success);
            var l = added.Labels(neighbour.Row, AddedLabel.Logit);
            var t = added.Labels(neighbour.Row, AddedLabel.LogAmount);
            for (var j = 0; j < m; j++)
            {
                if (!float.IsNaN(y[j]))
                    outcomes.Add(new NearOutcome(j, w, l[j], y[j]));
                if (!float.IsNaN(t[j]))
                    (weights[j], amounts[j]) = (weights[j] + w, amounts[j] + (w * t[j]));
            }
        }

        outcomes.Sort(static (left, right) => left.Endpoint.CompareTo(right.Endpoint));
        var all = CollectionsMarshal.AsSpan(outcomes);
        var shared = Solve(all, 0);
        for (var j = 0; j < m; j++)
        {
            amounts[j] /= weights[j];
            var count = 0;
            while (count < all.Length && all[count].Endpoint == j)
                count++;
            forecast.LogitOffsets[(i * m) + j] = shared + Solve(all[..count], shared);
            all = all[count..];
        }

        return twin;
    }

    /// <summary>The added observations near the query, the closest first.</summary>
    private static ReadOnlySpan<Neighbour> Near(AddedObservations added, BaseScratch scratch)
    {
        var depth = added.Memory.SearchDepth(Most);
        var found = scratch.TakeAdded(depth);
        NeighbourSearch.Find(added.Memory, scratch.Vector, depth, found);
        var farthest = scratch.Neighbours[Math.Min(Reach, scratch.Neighbours.Length) - 1].Cosine;
        var count = 0;
        while (count < depth && found[count].Cosine >= farthest)
            count++;
        foreach (ref var neighbour in found[..count])
            neighbour = neighbour with { Row = added.First + neighbour.Row };
        return found[..count];
    }

    /// <summary>D, by Newton steps of limited length, for the loss is nearly flat where the fit was sure.</summary>
    private static double Solve(ReadOnlySpan<NearOutcome> outcomes, double offset)
    {
        var d = 0.0;
        for (var step = 0; step < Steps && outcomes.Length > 0; step++)
        {
            double gradient = -Lambda * d, curvature = Lambda;
            foreach (var outcome in outcomes)
            {
                var p = Logistic.Sigmoid(outcome.Logit + offset + d);
                gradient += outcome.Weight * (outcome.Correct - p);
                curvature += outcome.Weight * p * (1 - p);
            }

            var change = Math.Clamp(gradient / curvature, -LongestStep, LongestStep);
            d += change;
            if (Math.Abs(change) < Tolerance)
                break;
        }

        return d * Share(outcomes, offset);
    }

    /// <summary>s.</summary>
    private static double Share(ReadOnlySpan<NearOutcome> outcomes, double offset)
    {
        double g = 0, v = 0;
        foreach (var outcome in outcomes)
        {
            var p = Logistic.Sigmoid(outcome.Logit + offset);
            g += outcome.Weight * (outcome.Correct - p);
            v += outcome.Weight * outcome.Weight * p * (1 - p);
        }

        return g == 0 ? 0 : Math.Max(0, 1 - (2 * v / (g * g)));
    }
}
