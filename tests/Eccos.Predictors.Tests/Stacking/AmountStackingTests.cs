namespace Eccos.Predictors.Tests;

public sealed class AmountStackingTests
{
    private const int N = 500;
    private const int M = 4;

    [Test]
    public void Fit_TargetMixedOfTwoLearners_FindsTheMixtureAndNothingNegative()
    {
        var random = new Random(3);
        var forecast = Forecast(random, learners: 3, sources: 0);
        var labels = Enumerable.Range(0, N * M).Select(k => (float)((0.7 * forecast.Amounts[0][k]) + (0.3 * forecast.Amounts[1][k]) - (0.2 * forecast.Amounts[2][k]))).ToArray();
        labels[7] = float.NaN;

        var weights = AmountStackingFit.Fit(forecast, labels).Weights.Common;

        for (var part = 0; part < 6; part += 3)
        {
            Assert.That(weights[part], Is.EqualTo(0.7).Within(0.05));
            Assert.That(weights[part + 1], Is.EqualTo(0.3).Within(0.05));
            Assert.That(weights[part + 2], Is.Zero);
        }
    }

    [Test]
    public void Fit_SharedAndOwnPartsOfLearnersOfSources_AreFoundAndBlended()
    {
        // The first source: length of the first learner, differences of the second; the second source the other way round.
        var random = new Random(4);
        var forecast = Forecast(random, learners: 2, sources: 2);
        var labels = new float[N * M];
        for (var i = 0; i < N; i++)
        {
            var source = i % 2;
            forecast.SourcesOf(i)[source] = 1;
            for (var j = 0; j < M; j++)
                labels[(i * M) + j] = (float)(Mean(forecast.Amounts[source], i) + forecast.Amounts[1 - source][(i * M) + j] - Mean(forecast.Amounts[1 - source], i));
        }

        var stacking = AmountStackingFit.Fit(forecast, labels);

        double[] common = [1, 0, 0, 1, 0, 1, 1, 0];
        for (var a = 0; a < common.Length; a++)
            Assert.That(stacking.Weights.OfSources[a], Is.EqualTo(common[a]).Within(0.1), $"{a}");
        var z = new double[M];
        var (blended, plain) = (0.0, 0.0);
        for (var i = 0; i < N; i++)
        {
            stacking.Blend(forecast.Amounts, i, forecast.SourcesOf(i), z);
            for (var j = 0; j < M; j++)
            {
                blended += Math.Pow(z[j] - labels[(i * M) + j], 2);
                plain += Math.Pow(((forecast.Amounts[0][(i * M) + j] + forecast.Amounts[1][(i * M) + j]) / 2) - labels[(i * M) + j], 2);
            }
        }

        Assert.That(blended, Is.LessThan(0.02 * plain));
    }

    [Test]
    public void Fit_NoLabels_AllLearnersCountAlike()
    {
        var labels = new float[N * M];
        Array.Fill(labels, float.NaN);

        Assert.That(AmountStackingFit.Fit(Forecast(new Random(5), learners: 4, sources: 0), labels).Weights.Common, Is.All.EqualTo(0.25).Within(1e-12));
    }

    private static double Mean(double[] amounts, int i) => amounts.AsSpan(i * M, M).ToArray().Average();

    private static BaseForecast Forecast(Random random, int learners, int sources)
    {
        var forecast = new BaseForecast(learners, N, M, sources);
        foreach (var amounts in forecast.Amounts)
        {
            for (var k = 0; k < amounts.Length; k++)
                amounts[k] = 8 * (random.NextDouble() - 0.5);
        }

        return forecast;
    }
}
