namespace Eccos.Predictors;

/// <summary>
/// The buckets of the length head, on the scale of <see cref="AmountModel"/>, where endpoints of any verbosity share them:
/// <code>
/// E[z] = sum_t p(t) mean of z in bucket t          the expected logarithm
/// E[exp z] = sum_t p(t) mean of exp z in bucket t  the expected amount as a multiple of exp(mu_j)
/// </code>
/// </summary>
/// <param name="Edges">B - 1 ascending inner edges; a value belongs to the bucket of the first edge it lies below.</param>
/// <param name="Means">The mean of z in each bucket.</param>
internal sealed record LengthBuckets(float[] Edges, float[] Means)
{
    public int Count => Means.Length;

    public static LengthBuckets Fit(ReadOnlySpan<float> labels, int count, LengthEdges kind)
    {
        var values = new List<float>(labels.Length);
        foreach (var label in labels)
        {
            if (!float.IsNaN(label))
                values.Add(label);
        }

        if (values.Count == 0)
            return new LengthBuckets([], []);
        values.Sort();
        var inner = Enumerable.Range(1, count - 1).Select(t => kind == LengthEdges.Quantiles
            ? values[(int)((long)t * values.Count / count)]
            : values[0] + ((values[^1] - values[0]) * t / count));
        float[] edges = [.. inner.Distinct().Where(edge => edge > values[0])];
        var sums = new double[edges.Length + 1];
        var counts = new int[sums.Length];
        foreach (var value in values)
        {
            var t = Find(edges, value);
            sums[t] += value;
            counts[t]++;
        }

        // An equal-width bucket may be empty; its middle stands in for its mean.
        var means = new float[sums.Length];
        for (var t = 0; t < means.Length; t++)
        {
            means[t] = counts[t] > 0
                ? (float)(sums[t] / counts[t])
                : ((t > 0 ? edges[t - 1] : values[0]) + (t < edges.Length ? edges[t] : values[^1])) / 2;
        }

        return new LengthBuckets(edges, means);
    }

    public int Find(float value) => Find(Edges, value);

    private static int Find(float[] edges, float value)
    {
        var place = Array.BinarySearch(edges, value);
        return place >= 0 ? place + 1 : ~place;
    }
}
