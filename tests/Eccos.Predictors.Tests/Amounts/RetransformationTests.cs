namespace Eccos.Predictors.Tests;

public sealed class RetransformationTests
{
    private const int Endpoints = 2;

    /// <summary>Endpoint 0 is log-normal about its estimate, the wider the longer; endpoint 1 has a label on every third query.</summary>
    private static (float[] Labels, double[] Estimates) Draw(int queries, int seed)
    {
        var random = new Random(seed);
        var (labels, estimates) = (new float[queries * Endpoints], new double[queries * Endpoints]);
        for (var k = 0; k < labels.Length; k++)
        {
            estimates[k] = (2 * random.NextDouble()) - 1;
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            labels[k] = (float)(estimates[k] + ((k % 2 == 0 ? Spread(estimates[k]) : 0.3) * normal));
            if (k % 2 == 1 && k % 3 > 0)
                labels[k] = float.NaN;
        }

        return (labels, estimates);
    }

    private static double Spread(double estimate) => 0.2 + (0.5 * (estimate + 1) / 2);

    [Test]
    public void MeanShift_OfAnyEstimate_MakesTheTotalOfEveryEndpointRight()
    {
        var (labels, estimates) = Draw(2000, 1);

        var fitted = Retransformation.Fit(labels, estimates, Endpoints);

        for (var j = 0; j < Endpoints; j++)
        {
            var known = Enumerable.Range(0, labels.Length).Where(k => k % Endpoints == j && !float.IsNaN(labels[k])).ToArray();
            Assert.That(known.Sum(k => Math.Exp(estimates[k] + fitted.MeanShift(j, estimates[k]))), Is.EqualTo(known.Sum(k => Math.Exp((double)labels[k]))).Within(1e-6 * known.Length));
        }
    }

    /// <summary>ln E[exp N(m, s^2)] = m + s^2 / 2, and the median is exp m.</summary>
    [Test]
    public void Shifts_SpreadThatGrowsWithTheEstimate_FollowTheLogNormal()
    {
        var (labels, estimates) = Draw(40_000, 2);

        var fitted = Retransformation.Fit(labels, estimates, Endpoints);

        foreach (var estimate in new[] { -0.8, -0.3, 0.2, 0.7 })
        {
            Assert.That(fitted.MeanShift(0, estimate), Is.EqualTo(Spread(estimate) * Spread(estimate) / 2).Within(0.03));
            Assert.That(fitted.MedianShift(0, estimate), Is.Zero.Within(0.04));
        }
    }

    [Test]
    public void Shifts_EstimatesTie_AreThoseOfAllLabelsOfOneEstimate([Values(1, 2, 4)] int different)
    {
        const int N = 1200;
        var estimates = Enumerable.Range(0, N).Select(i => (double)(i % different)).ToArray();
        var labels = estimates.Select((estimate, i) => (float)(estimate + ((double)i / N))).ToArray();

        var fitted = Retransformation.Fit(labels, estimates, endpoints: 1);

        for (var estimate = 0; estimate < different; estimate++)
        {
            Assert.That(fitted.MeanShift(0, estimate), Is.EqualTo(Math.Log(Math.E - 1)).Within(0.01));
            Assert.That(fitted.MedianShift(0, estimate), Is.EqualTo(0.5).Within(0.01));
        }
    }

    [Test]
    public void Shifts_FewOrNoLabels_AreOneForAllOrNone()
    {
        var fitted = Retransformation.Fit([0f, float.NaN, 1f, float.NaN, 2f, float.NaN], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], Endpoints);

        foreach (var estimate in new[] { -10.0, 0.5, 10 })
        {
            Assert.That(fitted.MeanShift(0, estimate), Is.EqualTo(Math.Log((1 + Math.E + Math.Exp(2)) / 3) - 0.5).Within(1e-6));
            Assert.That(fitted.MedianShift(0, estimate), Is.EqualTo(0.5).Within(1e-6));
            Assert.That(fitted.MeanShift(1, estimate), Is.Zero);
        }
    }
}
