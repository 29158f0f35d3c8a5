namespace Eccos.Predictors;

/// <summary>
/// Means of groups, drawn to 0 as far as chance could have made them (one-way random effects; S. R. Searle, G. Casella, C. E. McCulloch, "Variance Components", 1992, the
/// analysis-of-variance estimator):
/// <code>
/// b_g = m_g t / (t + w / n_g)        w: variance within groups;  t = max(0, mean_g (m_g^2 - w / n_g)): between them
/// </code>
/// </summary>
internal static class GroupMeans
{
    /// <param name="values">The values, about 0 on the whole; NaN where there is none.</param>
    /// <param name="group">The group of each value, 0 to <paramref name="groups"/> - 1.</param>
    /// <param name="groups">The number of groups; one without a value has 0.</param>
    /// <returns>b_g.</returns>
    public static double[] Shrunk(ReadOnlySpan<float> values, ReadOnlySpan<int> group, int groups)
    {
        var (mean, n) = (new double[groups], new int[groups]);
        for (var k = 0; k < values.Length; k++)
        {
            if (float.IsNaN(values[k]))
                continue;
            mean[group[k]] += values[k];
            n[group[k]]++;
        }

        var (count, filled) = (0, 0);
        for (var g = 0; g < groups; g++)
        {
            if (n[g] == 0)
                continue;
            mean[g] /= n[g];
            count += n[g];
            filled++;
        }

        var within = 0.0;
        for (var k = 0; k < values.Length; k++)
        {
            if (!float.IsNaN(values[k]))
                within += (values[k] - mean[group[k]]) * (values[k] - mean[group[k]]);
        }

        // With one value a group nothing tells chance from difference, and no difference is believed.
        if (count <= filled)
            return new double[groups];
        within /= count - filled;
        var between = 0.0;
        for (var g = 0; g < groups; g++)
            between += n[g] == 0 ? 0 : ((mean[g] * mean[g]) - (within / n[g])) / filled;
        for (var g = 0; g < groups; g++)
            mean[g] *= between > 0 && n[g] > 0 ? between / (between + (within / n[g])) : 0;
        return mean;
    }
}
