namespace Eccos.Predictors;

/// <summary>
/// The retransformation correction per endpoint: a mean of logarithms, raised to a power again, is less than the mean, so it is
/// multiplied by sum t / sum exp(m), over leave-one-out estimates m of past amounts t. N. Duan, "Smearing Estimate: A Nonparametric
/// Retransformation Method", JASA 78 (1983), in the ratio form, which makes the total of every endpoint right.
/// </summary>
internal static class Smearing
{
    private const int MostRows = 4096;

    public static double[] Factors(ObservationMemory memory, Label label, NeighbourWeighting weighting, ParallelOptions parallel)
    {
        var m = memory.EndpointCount;
        var factors = new double[m];
        Array.Fill(factors, 1);
        if (!memory.Statistics.Any(label))
            return factors;

        var means = memory.Statistics.Means(label);
        var step = Math.Max(1, memory.Count / MostRows);
        var rows = Enumerable.Range(0, memory.Count).Where(row => row % step == 0).ToArray();
        var depth = Math.Min(memory.SearchDepth(weighting.Neighbours) + 1, memory.Count);
        var estimates = new double[rows.Length * m];
        NeighbourBatch.Run(memory, rows.Length, i => memory.Vector(rows[i]), depth, (i, neighbours) =>
        {
            var votes = new Vote[m];
            NeighbourVotes.Collect(memory, neighbours, label, weighting, rows[i], votes);
            for (var j = 0; j < m; j++)
                estimates[(i * m) + j] = votes[j].Estimate(means[j], weighting.Shrinkage);
        }, parallel);

        for (var j = 0; j < m; j++)
        {
            double actual = 0, estimated = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                var y = memory.Labels(rows[i], label)[j];
                if (float.IsNaN(y))
                    continue;
                actual += Math.Exp(y);
                estimated += Math.Exp(estimates[(i * m) + j]);
            }

            if (estimated > 0 && double.IsFinite(actual / estimated))
                factors[j] = actual / estimated;
        }

        return factors;
    }
}
