using Eccos.Experiments.Commands.Evaluate.Policies;
using MathNet.Numerics.Distributions;

namespace Eccos.Samples.Tests;

public sealed class ClaimChanceTests
{
    [TestCase(1.07, 0.89, 1)]
    [TestCase(1.06, 0.89, 0)]
    [TestCase(1.07, 0.90, 0)]
    public void Of_PredictionsWithoutError_LeavesNothingToChance(double success, double cost, double chance)
    {
        var random = new Random(1);
        double[] a = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        double[] c = [.. Enumerable.Range(0, 300).Select(_ => 1 + random.NextDouble())];
        var (ours, theirs) = (Of(Times(a, success), Times(c, cost), exact: true), Of(a, c, exact: true));

        Assert.That(new ClaimChance(100, samples: 50, seed: 1).Of(ours, theirs, cost), Is.EqualTo(chance).Within(1e-9));
    }

    [TestCase(100)]
    [TestCase(1600)]
    [TestCase(100_000)]
    public void Of_PredictionsThatTellNothing_IsWhatTheDeltaMethodGives(int queries)
    {
        // Of a ratio of means of independent draws, the relative variance is the sum of both relative variances; what is known and what is to come add up.
        const int N = 1600;
        var random = new Random(2);
        var (ours, theirs) = (Drawn(0.60, 0.9), Drawn(0.56, 1.05));
        double[][] both = [ours.Success, theirs.Success, ours.CostUsd, theirs.CostUsd];
        double[] mean = [.. both.Select(values => values.Average())];
        double[] relative = [.. both.Select((values, k) => values.Sum(value => (value - mean[k]) * (value - mean[k])) / N / N / (mean[k] * mean[k]))];
        var (success, cost) = (mean[0] / mean[1], mean[2] / mean[3]);
        var more = Math.Sqrt(1 + ((double)N / queries));
        var expected = Normal.CDF(0, 1, (success - 1.063) / (success * Math.Sqrt(relative[0] + relative[1]) * more))
            * Normal.CDF(0, 1, (0.8985 - cost) / (cost * Math.Sqrt(relative[2] + relative[3]) * more));

        Assert.That(new ClaimChance(queries, samples: 2000, seed: 1).Of(ours, theirs, share: 1), Is.EqualTo(expected).Within(0.03).And.InRange(0.05, 0.95));

        RehearsedYield Drawn(double success, double cost) => Of(
            [.. Enumerable.Range(0, N).Select(_ => random.NextDouble() < success ? 1.0 : 0)],
            [.. Enumerable.Range(0, N).Select(_ => cost * -Math.Log(1 - random.NextDouble()))],
            exact: false);
    }

    private static double[] Times(double[] values, double factor) => Array.ConvertAll(values, value => factor * value);

    private static RehearsedYield Of(double[] success, double[] cost, bool exact) =>
        new(success, cost, exact ? success : [.. success.Select(_ => 0.5)], exact ? cost : [.. cost.Select(_ => 1.0)]);
}
