namespace Eccos.Predictors.Tests;

public sealed class LogitStackingTests
{
    private const int N = 3000;
    private const int M = 4;

    [Test]
    public void Split_Logits_AddUpAgainAndInteractionsHaveNoMean()
    {
        var random = new Random(1);
        var logits = Array.ConvertAll(new double[40 * M], _ => (random.NextDouble() * 4) - 1);
        var means = Decomposition.Means(logits, M);
        var sums = new double[M];
        for (var i = 0; i < 40; i++)
        {
            var row = logits.AsSpan(i * M, M).ToArray();
            var d = Decomposition.Split(row, means);
            Assert.That(row.Sum(), Is.EqualTo(0).Within(1e-12));
            for (var j = 0; j < M; j++)
            {
                Assert.That(means[j] + d + row[j], Is.EqualTo(logits[(i * M) + j]).Within(1e-12));
                sums[j] += row[j];
            }
        }

        Assert.That(sums, Is.All.EqualTo(0).Within(1e-9));
    }

    [Test]
    public void Fit_ATrueLearnerANoisyOneAndAnOpposedOne_SatisfiesTheOptimalityConditions()
    {
        var random = new Random(2);
        var (truth, noise, opposed) = (new double[N * M], new double[N * M], new double[N * M]);
        var success = new float[N * M];
        for (var i = 0; i < N; i++)
        {
            var d = (random.NextDouble() * 4) - 2;
            for (var j = 0; j < M; j++)
            {
                var k = (i * M) + j;
                truth[k] = d + (j * 0.3) + (random.NextDouble() - 0.5);
                noise[k] = truth[k] + (8 * (random.NextDouble() - 0.5));
                opposed[k] = -truth[k];
                success[k] = random.NextDouble() < 1 / (1 + Math.Exp(-truth[k])) ? 1 : 0;
            }
        }

        var stacking = LogitStacking.Fit([truth, noise, opposed], success, M);

        Assert.That(stacking.Shared[2] + stacking.Own[2], Is.EqualTo(0).Within(1e-6), "weights are not negative");
        Assert.That(stacking.Shared[0], Is.EqualTo(1).Within(0.15));
        Assert.That(stacking.Shared[1], Is.LessThan(0.1));
        Assert.That(stacking.Own[0], Is.EqualTo(1).Within(0.3));

        // A fitted intercept makes every endpoint's mean prediction its mean success, but for the weak prior.
        var (own, scratch) = (new double[M], new double[M]);
        var gaps = new double[M];
        for (var i = 0; i < N; i++)
        {
            var shared = stacking.Blend([truth, noise, opposed], i, own, scratch);
            for (var j = 0; j < M; j++)
                gaps[j] += (1 / (1 + Math.Exp(-(stacking.Intercepts[j] + shared + own[j])))) - success[(i * M) + j];
        }

        Assert.That(gaps, Is.All.EqualTo(0).Within(1));
    }

    [Test]
    public void AmountStacking_TargetMixedOfTwoLearners_FindsTheMixtureAndNothingNegative()
    {
        var random = new Random(3);
        double[][] learners = [.. Enumerable.Range(0, 3).Select(_ => Array.ConvertAll(new double[500], _ => random.NextDouble() - 0.5))];
        var labels = Enumerable.Range(0, 500).Select(k => (float)((0.7 * learners[0][k]) + (0.3 * learners[1][k]) - (0.2 * learners[2][k]))).ToArray();
        labels[7] = float.NaN;

        var weights = AmountStacking.Fit(learners, labels);

        Assert.That(weights[0], Is.EqualTo(0.7).Within(0.03));
        Assert.That(weights[1], Is.EqualTo(0.3).Within(0.03));
        Assert.That(weights[2], Is.Zero);
    }
}
