namespace Eccos.Predictors;

/// <summary>
/// The means of endpoints over sources:
/// <code>
/// t_sj = mean_j + D_s + B_sj
/// </code>
/// D_s, the difficulty of a source, and B_sj, how endpoint j departs from it there, are shrunk by <see cref="GroupMeans"/>.
/// </summary>
internal static class SourceMeans
{
    /// <param name="labels">N x M; NaN where there is none.</param>
    /// <param name="sources">The source of each row.</param>
    /// <param name="endpoints">M.</param>
    /// <returns>t, S x M.</returns>
    public static double[] Of(float[] labels, SourceLabels sources, int endpoints)
    {
        var source = sources.Source;
        var means = ColumnMeans(labels, endpoints);
        var (shared, own, cell) = (new float[source.Length], new float[labels.Length], new int[labels.Length]);
        for (var i = 0; i < source.Length; i++)
        {
            double sum = 0, count = 0;
            for (var j = 0; j < endpoints; j++)
            {
                var k = (i * endpoints) + j;
                cell[k] = (source[i] * endpoints) + j;
                if (float.IsNaN(labels[k]))
                    continue;
                sum += labels[k] - means[j];
                count++;
            }

            shared[i] = count > 0 ? (float)(sum / count) : float.NaN;
            for (var k = i * endpoints; k < (i + 1) * endpoints; k++)
                own[k] = (float)(labels[k] - means[k % endpoints] - shared[i]);
        }

        var d = GroupMeans.Shrunk(shared, source, sources.Count);
        var t = GroupMeans.Shrunk(own, cell, sources.Count * endpoints);
        for (var c = 0; c < t.Length; c++)
            t[c] += means[c % endpoints] + d[c / endpoints];
        return t;
    }

    private static double[] ColumnMeans(float[] labels, int endpoints)
    {
        var (sums, counts) = (new double[endpoints], new double[endpoints]);
        for (var k = 0; k < labels.Length; k++)
        {
            if (float.IsNaN(labels[k]))
                continue;
            sums[k % endpoints] += labels[k];
            counts[k % endpoints]++;
        }

        return [.. sums.Zip(counts, (sum, count) => sum / Math.Max(count, 1))];
    }
}
