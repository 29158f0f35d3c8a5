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

        var stacking = LogitStackingFit.Fit(Forecast([truth, noise, opposed], sources: 0), success);

        var (shares, owns) = (stacking.Weights.Common[..3], stacking.Weights.Common[3..]);
        Assert.That(shares[2] + owns[2], Is.EqualTo(0).Within(1e-6), "weights are not negative");
        Assert.That(shares[0], Is.EqualTo(1).Within(0.15));
        Assert.That(shares[1], Is.LessThan(0.1));
        Assert.That(owns[0], Is.EqualTo(1).Within(0.3));

        // A fitted intercept makes every endpoint's mean prediction its mean success, but for the weak prior.
        var (own, scratch) = (new double[M], new double[M]);
        var gaps = new double[M];
        for (var i = 0; i < N; i++)
        {
            var shared = stacking.Blend([truth, noise, opposed], i, [], own, scratch);
            for (var j = 0; j < M; j++)
                gaps[j] += (1 / (1 + Math.Exp(-(stacking.Intercepts[j] + shared + own[j])))) - success[(i * M) + j];
        }

        Assert.That(gaps, Is.All.EqualTo(0).Within(1));
    }

    [Test]
    public void Fit_LearnersThatAreGoodOnOneSourceEach_AreWeighedBySource()
    {
        var random = new Random(4);
        var (first, second) = (new double[N * M], new double[N * M]);
        var success = new float[N * M];
        var forecast = Forecast([first, second], sources: 2);
        for (var i = 0; i < N; i++)
        {
            // Of a third of the queries the source is known to be the first, of a third the second, of the others it is one or the other.
            var (source, known) = (random.Next(2), i % 3 > 0);
            forecast.SourcesOf(i)[source] = known ? 1 : 0.5f;
            forecast.SourcesOf(i)[1 - source] = known ? 0 : 0.5f;
            var d = (random.NextDouble() * 4) - 2;
            for (var j = 0; j < M; j++)
            {
                var k = (i * M) + j;
                var truth = d + (random.NextDouble() * 2) - 1;
                var noise = 4 * (random.NextDouble() - 0.5);
                (first[k], second[k]) = source == 0 ? (truth, noise) : (noise, truth);
                success[k] = random.NextDouble() < Logistic.Sigmoid(truth) ? 1 : 0;
            }
        }

        var stacking = LogitStackingFit.Fit(forecast, success);

        double[][] weights = [stacking.Weights.OfSources[..4], stacking.Weights.OfSources[4..]];
        for (var s = 0; s < 2; s++)
        {
            Assert.That(weights[s][s] - weights[s][1 - s], Is.GreaterThan(0.4), "difficulty");
            Assert.That(weights[s][2 + s] - weights[s][3 - s], Is.GreaterThan(0.3), "interaction");
        }

        Assert.That(stacking.Weights.OfSources, Is.All.Not.Negative);
        Assert.That(stacking.Weights.Common[0], Is.EqualTo((weights[0][0] + weights[1][0]) / 2).Within(0.05), "common weights are what those of the sources are drawn to");

        // What the weights say, by hand, where both sources count alike and where only one does.
        var (own, scratch) = (new double[M], new double[M]);
        foreach (var (row, mix) in ((int, double[])[])[(Enumerable.Range(0, N).First(i => forecast.SourcesOf(i)[0] == 0.5f), [0.5, 0.5]), (Enumerable.Range(0, N).First(i => forecast.SourcesOf(i)[0] > 0.9f), [1, 0])])
        {
            var shared = stacking.Blend(forecast.Logits, row, forecast.SourcesOf(row), own, scratch);

            var expected = 0.0;
            for (var l = 0; l < 2; l++)
            {
                var logits = forecast.Logits[l].AsSpan(row * M, M).ToArray();
                var d = Decomposition.Split(logits, stacking.Means[l]);
                expected += d * ((mix[0] * weights[0][l]) + (mix[1] * weights[1][l]));
            }

            Assert.That(shared, Is.EqualTo(expected).Within(1e-12));
        }
    }

    private static BaseForecast Forecast(double[][] logits, int sources)
    {
        var forecast = new BaseForecast(logits.Length, N, M, sources);
        for (var l = 0; l < logits.Length; l++)
            forecast.Logits[l] = logits[l];
        return forecast;
    }
}
