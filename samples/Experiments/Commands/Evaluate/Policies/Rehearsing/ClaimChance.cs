using Eccos.QAServe;
using MathNet.Numerics.Distributions;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>
/// The chance that the paper's claim holds on n' queries to come, by n queries that are known:
/// <code>
/// P = 1/B sum_b  F((S_b - 6.3 %) / (r e_S))  F((-10.15 % - C_b) / (r e_C))        r = sqrt(n / n')
/// 1 + S_b = (y_b / y'_b) (q / q_b)        1 + C_b = (c_b / c'_b) (s / p_b)
/// </code>
/// <list type="bullet">
/// <item>y_b, c_b: success and cost of Eccos on bootstrap sample b of the known queries, y'_b, c'_b: the baseline's; q_b, p_b: the ratios that were predicted of them
/// there, and q on all known queries. What is predicted of the queries to come is known when they are decided, so that only the error of the predictions is left
/// to chance: they are a control variate (W. Cochran, "Sampling Techniques", 1977, chapter 6, the ratio estimator).</item>
/// <item>s: the part of the baseline's predicted spend that Eccos may spend. A stream that spent less of it need not do so again.</item>
/// <item>e_S, e_C: the standard errors of S and C over the known queries; r times those is what chance adds on n' others.</item>
/// <item>F: the standard normal distribution function.</item>
/// </list>
/// </summary>
/// <param name="queries">n', the queries to come.</param>
/// <param name="samples">B.</param>
/// <param name="seed">Draws the samples.</param>
internal sealed class ClaimChance(int queries, int samples, int seed)
{
    private const double LeastError = 1e-9;

    /// <param name="ours">Eccos on the known queries.</param>
    /// <param name="theirs">The baseline on them.</param>
    /// <param name="share">s.</param>
    /// <param name="moreSuccess">What is added to S, where more is known of it than these queries tell.</param>
    public double Of(RehearsedYield ours, RehearsedYield theirs, double share, double moreSuccess = 0)
    {
        var r = Math.Sqrt((double)ours.Success.Length / queries);
        var q = ours.PredictedSuccess.Sum() / theirs.PredictedSuccess.Sum();
        var (success, errorOfSuccess) = Sample(ours.Success, theirs.Success, ours.PredictedSuccess, theirs.PredictedSuccess, q);
        var (cost, errorOfCost) = Sample(ours.CostUsd, theirs.CostUsd, ours.PredictedCostUsd, theirs.PredictedCostUsd, share);
        return success.Zip(cost, (s, c) => F((s + moreSuccess - PaperClaim.Success) / (r * errorOfSuccess)) * F((PaperClaim.Cost - c) / (r * errorOfCost))).Average();
    }

    private static double F(double z) => Normal.CDF(0, 1, z);

    private (List<double> Changes, double Error) Sample(double[] ours, double[] theirs, double[] oursPredicted, double[] theirsPredicted, double ratio)
    {
        var changes = new List<double>(samples);
        var sample = Bootstrap.Sample(ours.Length, Change, samples, seed);
        return (changes, Math.Max(sample.StandardError, LeastError));

        double Change(ReadOnlySpan<int> drawn)
        {
            var (a, b, pa, pb) = (0.0, 0.0, 0.0, 0.0);
            foreach (var i in drawn)
                (a, b, pa, pb) = (a + ours[i], b + theirs[i], pa + oursPredicted[i], pb + theirsPredicted[i]);
            changes.Add((a / b * ratio / (pa / pb)) - 1);
            return changes[^1];
        }
    }
}
