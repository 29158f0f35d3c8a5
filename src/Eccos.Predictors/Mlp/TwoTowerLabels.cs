namespace Eccos.Predictors;

/// <summary>What a network learns from: one row per query.</summary>
/// <param name="Features">N x D query features.</param>
/// <param name="Success">N x M scores in [0, 1]; NaN where there is none.</param>
/// <param name="Bucket">N x M length buckets; -1 where there is none.</param>
internal sealed record TwoTowerLabels(DenseMatrix Features, float[] Success, int[] Bucket)
{
    /// <summary>The labelled pairs of some rows.</summary>
    public (int Outcomes, int Lengths) Count(ReadOnlySpan<int> rows)
    {
        var endpoints = Success.Length / Features.RowCount;
        int outcomes = 0, lengths = 0;
        foreach (var i in rows)
        {
            for (var k = i * endpoints; k < (i + 1) * endpoints; k++)
            {
                if (!float.IsNaN(Success[k]))
                    outcomes++;
                if (Bucket[k] >= 0)
                    lengths++;
            }
        }

        return (outcomes, lengths);
    }
}
