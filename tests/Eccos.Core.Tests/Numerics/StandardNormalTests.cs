namespace Eccos.Core.Tests.Numerics;

public sealed class StandardNormalTests
{
    [TestCase(0.5, 0)]
    [TestCase(0.95, 1.6448536269514722)]
    [TestCase(0.975, 1.9599639845400545)]
    [TestCase(0.001, -3.0902323061678132)]
    [TestCase(1e-10, -6.361340902404056)]
    public void Quantile_OfATabulatedProbability_IsTheTabulatedPoint(double p, double z) =>
        Assert.That(StandardNormal.Quantile(p), Is.EqualTo(z).Within(1e-9));

    [TestCase(0, 0.5)]
    [TestCase(1.96, 0.9750021048517795)]
    [TestCase(-2.5, 0.006209665325776132)]
    [TestCase(2.999, 0.9986456)]
    [TestCase(3.001, 0.9986545)]
    public void Cumulative_OfATabulatedPoint_IsTheTabulatedProbability(double z, double p) =>
        Assert.That(StandardNormal.Cumulative(z), Is.EqualTo(p).Within(1e-7));

    [Test]
    public void Cumulative_FarOut_KeepsItsRelativePrecision() =>
        Assert.That(StandardNormal.Cumulative(-8), Is.EqualTo(6.220960574271785e-16).Within(1e-12).Percent);

    [Test]
    public void Cumulative_OfEveryQuantile_IsTheProbability()
    {
        for (var p = 0.0005; p < 1; p += 0.0005)
            Assert.That(StandardNormal.Cumulative(StandardNormal.Quantile(p)), Is.EqualTo(p).Within(1e-9));
    }
}
