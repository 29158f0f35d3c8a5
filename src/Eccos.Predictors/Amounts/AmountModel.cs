namespace Eccos.Predictors;

/// <summary>
/// The scale on which output tokens are learned, or costs where they never stand beside tokens and more answers have them:
/// <code>
/// z_ij = ln max(t_ij, least) - mu_j                      mu_j: endpoint j's mean logarithm
/// </code>
/// The way back is <see cref="Retransformation"/>.
/// </summary>
/// <param name="Kinds">What is learned of each endpoint.</param>
/// <param name="LogMeans">mu_j; 0 where nothing is.</param>
/// <param name="Overheads">The mean prompt of each endpoint around the query, in tokens; NaN where not recorded.</param>
/// <param name="InputPrices">USD per input token that the recorded costs imply; NaN where there is no cost beside the tokens.</param>
/// <param name="OutputPrices">USD per output token that they imply.</param>
internal sealed record AmountModel(AmountKind[] Kinds, double[] LogMeans, double[] Overheads, double[] InputPrices, double[] OutputPrices)
{
    private const double LeastTokens = 1;
    private const double LeastCostUsd = 1e-9;

    public int EndpointCount => Kinds.Length;

    public bool LearnsAny => Kinds.Any(kind => kind != AmountKind.None);

    public bool KnowsOverhead => Overheads.Any(overhead => !double.IsNaN(overhead));

    public static AmountModel Fit(TrainingSet set, QueryTokens tokens)
    {
        var m = set.Endpoints.Count;
        var kinds = new AmountKind[m];
        var (means, overheads, inputPrices, outputPrices) = (new double[m], new double[m], new double[m], new double[m]);
        for (var j = 0; j < m; j++)
        {
            kinds[j] = KindOf(set, j);
            var logs = Enumerable.Range(0, set.Records.Count).Select(i => Log(set, kinds[j], i, j)).Where(log => !double.IsNaN(log)).ToList();
            means[j] = logs.Count > 0 ? logs.Average() : 0;
            var own = Enumerable.Range(0, set.Records.Count).Where(i => !double.IsNaN(set.InputTokens[i, j]))
                .Select(i => set.InputTokens[i, j] - tokens.Of(set.Records[i])).ToList();
            overheads[j] = own.Count > 0 ? own.Average() : double.NaN;
            (inputPrices[j], outputPrices[j]) = kinds[j] == AmountKind.OutputTokens ? ImpliedPrices.Fit(set, j, overheads[j], tokens) : (double.NaN, double.NaN);
        }

        return new AmountModel(kinds, means, overheads, inputPrices, outputPrices);
    }

    /// <summary>The expected tokens of a prompt: the query's own and, where it is known, the endpoint's overhead.</summary>
    public static double PromptTokens(int own, double overhead) => double.IsNaN(overhead) ? own : Math.Max(own + overhead, 0);

    /// <summary>z_ij of a set: N x M, NaN where nothing was recorded.</summary>
    public float[] Labels(TrainingSet set)
    {
        var labels = new float[set.Records.Count * EndpointCount];
        for (var k = 0; k < labels.Length; k++)
            labels[k] = (float)(Log(set, Kinds[k % EndpointCount], k / EndpointCount, k % EndpointCount) - LogMeans[k % EndpointCount]);
        return labels;
    }

    /// <summary>z_ij of a set of some of the endpoints: N x M, NaN where nothing was recorded.</summary>
    /// <param name="set">The set.</param>
    /// <param name="columns">The place of each of its endpoints among the M.</param>
    public float[] Labels(TrainingSet set, ReadOnlySpan<int> columns)
    {
        var labels = new float[set.Records.Count * EndpointCount];
        Array.Fill(labels, float.NaN);
        for (var i = 0; i < set.Records.Count; i++)
        {
            for (var k = 0; k < columns.Length; k++)
                labels[(i * EndpointCount) + columns[k]] = (float)(Log(set, Kinds[columns[k]], i, k) - LogMeans[columns[k]]);
        }

        return labels;
    }

    private static double Log(TrainingSet set, AmountKind kind, int i, int j) => kind switch
    {
        AmountKind.OutputTokens => AtLeast(set.OutputTokens[i, j], LeastTokens),
        AmountKind.CostUsd => AtLeast(set.CostUsd[i, j], LeastCostUsd),
        _ => double.NaN,
    };

    private static double AtLeast(double value, double least) => double.IsNaN(value) ? value : Math.Log(Math.Max(value, least));

    /// <summary>Tokens, where answers with both imply the prices by which they tell the cost; where none has both, what more answers have.</summary>
    private static AmountKind KindOf(TrainingSet set, int j)
    {
        var (tokens, costs) = (0, 0);
        for (var i = 0; i < set.Records.Count; i++)
        {
            var (hasTokens, hasCost) = (!double.IsNaN(set.OutputTokens[i, j]), !double.IsNaN(set.CostUsd[i, j]));
            if (hasTokens && hasCost)
                return AmountKind.OutputTokens;
            (tokens, costs) = (tokens + (hasTokens ? 1 : 0), costs + (hasCost ? 1 : 0));
        }

        if (tokens + costs == 0)
            return AmountKind.None;
        return tokens >= costs ? AmountKind.OutputTokens : AmountKind.CostUsd;
    }
}
