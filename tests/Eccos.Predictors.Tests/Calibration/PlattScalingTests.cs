namespace Eccos.Predictors.Tests;

public sealed class PlattScalingTests
{
    [Test]
    public void Fit_LabelsThatAreAKnownCurve_FindsIt()
    {
        var x = Enumerable.Range(0, 20_000).Select(k => -3 + (k * 6e-3 / 20)).ToArray();
        var y = Array.ConvertAll(x, logit => 1 / (1 + Math.Exp(-((0.6 * logit) - 0.4))));

        var platt = PlattScaling.Fit(x, y);

        Assert.That(platt.Slope, Is.EqualTo(0.6).Within(2e-3));
        Assert.That(platt.Intercept, Is.EqualTo(-0.4).Within(2e-3));
    }

    [TestCase(1.0)]
    [TestCase(0.0)]
    public void Fit_AllLabelsEqual_StaysFiniteAndIncreasing(double label)
    {
        var platt = PlattScaling.Fit([-1, 0, 1, 2], [label, label, label, label]);

        Assert.That(platt.Slope, Is.GreaterThan(0));
        Assert.That(platt.Probability(0), Is.InRange(0.01, 0.99));
    }

    [TestCase(40)]
    [TestCase(-1e9)]
    public void Probability_FarLogit_StaysInsideZeroAndOne(double logit) =>
        Assert.That(PlattScaling.Identity.Probability(logit), Is.GreaterThan(0).And.LessThan(1));
}
