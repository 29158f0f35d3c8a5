namespace Eccos.Predictors;

/// <summary>
/// A linear model of what each endpoint makes of a kind of query, as the sources of the records name kinds. It is fitted to means of sources instead of outcomes:
/// chance is averaged out of the labels before the text is read, and what is left of the interaction of endpoint and query is that of whole kinds.
/// <code>
/// t_ij = mean_j + D_s + B_sj ~ mean_j + phi_i . (w + w_j)          s: the source of training query i
/// </code>
/// D_s, the difficulty of a source, and B_sj, how endpoint j departs from it there, are means shrunk by <see cref="GroupMeans"/>. A query that is
/// predicted needs no source: phi tells what it resembles.
/// </summary>
internal static class SourceModel
{
    /// <summary>The targets hold no chance that a penalty would have to keep out.</summary>
    private static RidgePenalties Penalties { get; } = new(0.5, 0.5, 0.5, 0.5);

    /// <summary>Whether the records name two sources or more, and one of them more than once.</summary>
    public static bool IsFor(TrainingSet set)
    {
        var (source, count) = Sources(set);
        return count > 1 && count < source.Length;
    }

    /// <param name="set">The observations.</param>
    /// <param name="vectors">Its queries, encoded.</param>
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="amounts">N x M log amounts less the mean of their endpoint; NaN where there is none.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    public static RidgeModel Fit(TrainingSet set, DenseMatrix vectors, float[] success, float[] amounts, ParallelOptions parallel)
    {
        var (source, count) = Sources(set);
        var m = set.Endpoints.Count;
        return LinearModel.Fit(vectors, Means(success, source, count, m), Means(amounts, source, count, m), m, Penalties, parallel);
    }

    /// <summary>t_ij for every label y_ij; NaN where there is none.</summary>
    internal static float[] Means(float[] labels, int[] source, int sources, int endpoints)
    {
        var means = ColumnMeans(labels, endpoints);
        var (shared, own) = (new float[source.Length], new float[labels.Length]);
        var cell = new int[labels.Length];
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

        var d = GroupMeans.Shrunk(shared, source, sources);
        var b = GroupMeans.Shrunk(own, cell, sources * endpoints);
        var targets = new float[labels.Length];
        for (var k = 0; k < targets.Length; k++)
            targets[k] = float.IsNaN(labels[k]) ? float.NaN : (float)(means[k % endpoints] + d[source[k / endpoints]] + b[cell[k]]);
        return targets;
    }

    private static (int[] Source, int Count) Sources(TrainingSet set)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var source = new int[set.Records.Count];
        for (var i = 0; i < source.Length; i++)
        {
            var name = set.Records[i].Source ?? "";
            if (!known.TryGetValue(name, out source[i]))
                known.Add(name, source[i] = known.Count);
        }

        return (source, known.Count);
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
