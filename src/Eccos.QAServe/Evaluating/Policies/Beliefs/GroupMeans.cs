namespace Eccos.QAServe;

/// <summary>The mean score of each endpoint over some of the training queries.</summary>
internal static class GroupMeans
{
    /// <param name="trainingSet">The training records.</param>
    /// <param name="members">The places of the queries to take the mean over.</param>
    /// <param name="fallback">What counts for an endpoint that was asked none of them.</param>
    /// <param name="means">Takes M means.</param>
    public static void Over(TrainingSet trainingSet, ReadOnlySpan<int> members, IReadOnlyList<double> fallback, Span<double> means)
    {
        for (var j = 0; j < means.Length; j++)
        {
            var (sum, asked) = (0.0, 0);
            foreach (var i in members)
            {
                if (trainingSet.Success[i, j] is var score && !double.IsNaN(score))
                    (sum, asked) = (sum + score, asked + 1);
            }

            means[j] = asked > 0 ? sum / asked : fallback[j];
        }
    }
}
