namespace Eccos.Core.Tests.Predictions;

internal sealed class SuccessQuantilesTests
{
    [Test]
    public void SuccessQuantile_AnyPrediction_GrowsWithTheQuantileAndIsThePredictionInTheMiddle()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var a = random.NextDouble();
            var s = random.NextDouble() * Math.Sqrt(a * (1 - a));
            var quantiles = Enumerable.Range(1, 99).Select(k => At(a, s, k / 100.0)).ToList();
            Assert.That(quantiles, Is.Ordered.Ascending);
            Assert.That(quantiles, Is.All.InRange(0, 1));
            Assert.That(quantiles[49], Is.EqualTo(a).Within(1e-9));
        }
    }

    [Test]
    public void SuccessQuantile_SmallError_IsThatOfTheNormal() =>
        Assert.That(At(0.7, 1e-4, 0.05), Is.EqualTo(0.7 - (1.6448536 * 1e-4)).Within(1e-7));

    /// <summary>The odds of two gamma variates are a beta variate's: an error of another shape than the one that is assumed.</summary>
    [TestCase(0.8, 0.08, 0.1)]
    [TestCase(0.6, 0.15, 0.1)]
    [TestCase(0.9, 0.05, 0.05)]
    [TestCase(0.5, 0.1, 0.25)]
    public void SuccessQuantile_TrueProbabilitiesOfABeta_CoversThemAsOftenAsItSays(double a, double s, double quantile)
    {
        var random = new Random(11);
        var size = (a * (1 - a) / (s * s)) - 1;
        var bound = At(a, s, quantile);
        var below = Enumerable.Range(0, 40_000).Count(_ => Gamma(random, a * size) is var x && x / (x + Gamma(random, (1 - a) * size)) < bound);
        Assert.That(below / 40_000.0, Is.EqualTo(quantile).Within(0.03));
    }

    [Test]
    public void SuccessQuantile_NothingUncertain_StaysAsItIs()
    {
        Assert.That(At(0.3, 0, 0.01), Is.EqualTo(0.3));
        Assert.That(At(1, 0.2, 0.01), Is.EqualTo(1));
        Assert.That(At(0, 0.2, 0.99), Is.EqualTo(0));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void SuccessQuantile_OutOfRange_Throws(double quantile) =>
        Assert.That(() => At(0.5, 0.1, quantile), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static double At(double a, double s, double quantile) =>
        new Prediction(["x"], new QueryEndpointMatrix([a], 1), new QueryEndpointMatrix([s], 1)).SuccessQuantile(quantile)[0, 0];

    /// <summary>G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables", 2000; shapes of 1 or more.</summary>
    private static double Gamma(Random random, double shape)
    {
        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }
}
