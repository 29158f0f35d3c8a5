namespace Eccos.Predictors;

/// <summary>
/// The scale on which output tokens, or costs where no tokens were recorded, are learned, and the way back:
/// <code>
/// z_ij = ln max(t_ij, least) - mu_j                      mu_j: endpoint j's mean logarithm
/// E[t_ij] = exp(mu_j + z^_ij) * f_j                      f_j: smearing factor, which makes the total of endpoint j right
/// </code>
/// (N. Duan, "Smearing Estimate: A Nonparametric Retransformation Method", JASA 78, 1983, in the ratio form.)
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

    public static AmountModel Fit(TrainingSet set, Lazy<ITokenCounter> counter)
    {
        var m = set.Endpoints.Count;
        var kinds = new AmountKind[m];
        var (means, overheads, inputPrices, outputPrices) = (new double[m], new double[m], new double[m], new double[m]);
        for (var j = 0; j < m; j++)
        {
            kinds[j] = Recorded(set.OutputTokens, j) ? AmountKind.OutputTokens : Recorded(set.CostUsd, j) ? AmountKind.CostUsd : AmountKind.None;
            var logs = Enumerable.Range(0, set.Records.Count).Select(i => Log(set, kinds[j], i, j)).Where(log => !double.IsNaN(log)).ToList();
            means[j] = logs.Count > 0 ? logs.Average() : 0;
            var own = Enumerable.Range(0, set.Records.Count).Where(i => !double.IsNaN(set.InputTokens[i, j]))
                .Select(i => set.InputTokens[i, j] - (set.Records[i].InputTokens ?? counter.Value.Count(set.Records[i].Query))).ToList();
            overheads[j] = own.Count > 0 ? own.Average() : double.NaN;
            (inputPrices[j], outputPrices[j]) = kinds[j] == AmountKind.OutputTokens ? ImpliedPrices.Fit(set, j) : (double.NaN, double.NaN);
        }

        return new AmountModel(kinds, means, overheads, inputPrices, outputPrices);
    }

    /// <summary>z_ij of a set: N x M, NaN where nothing was recorded.</summary>
    public float[] Labels(TrainingSet set)
    {
        var labels = new float[set.Records.Count * EndpointCount];
        for (var k = 0; k < labels.Length; k++)
            labels[k] = (float)(Log(set, Kinds[k % EndpointCount], k / EndpointCount, k % EndpointCount) - LogMeans[k % EndpointCount]);
        return labels;
    }

    /// <summary>f_j = sum t / sum exp(mu_j + z^) over the labelled pairs of held-out estimates z^.</summary>
    public double[] SmearingFactors(ReadOnlySpan<float> labels, ReadOnlySpan<double> estimates)
    {
        var factors = new double[EndpointCount];
        for (var j = 0; j < factors.Length; j++)
        {
            double actual = 0, estimated = 0;
            for (var k = j; k < labels.Length; k += EndpointCount)
            {
                if (float.IsNaN(labels[k]))
                    continue;
                actual += Math.Exp(labels[k]);
                estimated += Math.Exp(estimates[k]);
            }

            factors[j] = estimated > 0 && double.IsFinite(actual / estimated) && actual > 0 ? actual / estimated : 1;
        }

        return factors;
    }

    private static double Log(TrainingSet set, AmountKind kind, int i, int j) => kind switch
    {
        AmountKind.OutputTokens => AtLeast(set.OutputTokens[i, j], LeastTokens),
        AmountKind.CostUsd => AtLeast(set.CostUsd[i, j], LeastCostUsd),
        _ => double.NaN,
    };

    private static double AtLeast(double value, double least) => double.IsNaN(value) ? value : Math.Log(Math.Max(value, least));

    private static bool Recorded(QueryEndpointMatrix matrix, int j) =>
        Enumerable.Range(0, matrix.QueryCount).Any(i => !double.IsNaN(matrix[i, j]));
}
