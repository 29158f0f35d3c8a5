namespace Eccos.Predictors;

/// <summary>
/// Splits N x M logits into what an endpoint can do, how hard a query is for all, and what is left:
/// <code>
/// L_ij = m_j + d_i + g_ij          m_j = mean over queries, d_i = mean over endpoints of L_ij - m_j
/// </code>
/// </summary>
internal static class Decomposition
{
    /// <summary>m_j.</summary>
    public static double[] Means(ReadOnlySpan<double> logits, int endpoints)
    {
        var means = new double[endpoints];
        for (var k = 0; k < logits.Length; k++)
            means[k % endpoints] += logits[k];
        for (var j = 0; j < endpoints; j++)
            means[j] /= Math.Max(logits.Length / endpoints, 1);
        return means;
    }

    /// <summary>Replaces one query's logits by g and returns d.</summary>
    public static double Split(Span<double> row, ReadOnlySpan<double> means)
    {
        var d = 0.0;
        for (var j = 0; j < row.Length; j++)
        {
            row[j] -= means[j];
            d += row[j];
        }

        d /= row.Length;
        for (var j = 0; j < row.Length; j++)
            row[j] -= d;
        return d;
    }
}
