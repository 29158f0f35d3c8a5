namespace Eccos.Predictors;

/// <summary>Reads the labels of observations off a training set.</summary>
internal static class LabelRows
{
    private const double LeastCostUsd = 1e-9;

    /// <param name="set">The observations.</param>
    /// <param name="columns">The column in the memory of each of the set's endpoints.</param>
    /// <param name="endpointCount">The columns of the memory.</param>
    /// <param name="tokens">The queries' own tokens.</param>
    /// <returns>Row after row, label after label, one value per endpoint; NaN where nothing was recorded.</returns>
    public static float[] Create(TrainingSet set, ReadOnlySpan<int> columns, int endpointCount, QueryTokens tokens)
    {
        var width = MemoryChunk.LabelCount * endpointCount;
        var labels = new float[set.Records.Count * width];
        Array.Fill(labels, float.NaN);
        for (var i = 0; i < set.Records.Count; i++)
        {
            var row = labels.AsSpan(i * width, width);
            var ownTokens = set.InputTokens.Row(i).ContainsAnyExcept(double.NaN) ? tokens.Of(set.Records[i]) : double.NaN;
            for (var j = 0; j < columns.Length; j++)
            {
                row[Place(Label.Success, columns[j])] = (float)set.Success[i, j];
                row[Place(Label.LogOutputTokens, columns[j])] = LogAtLeast(set.OutputTokens[i, j], 1);
                row[Place(Label.LogCost, columns[j])] = LogAtLeast(set.CostUsd[i, j], LeastCostUsd);
                row[Place(Label.PromptOverhead, columns[j])] = (float)(set.InputTokens[i, j] - ownTokens);
            }
        }

        return labels;

        int Place(Label label, int column) => ((int)label * endpointCount) + column;
    }

    private static float LogAtLeast(double value, double least) => double.IsNaN(value) ? float.NaN : (float)Math.Log(Math.Max(value, least));
}
