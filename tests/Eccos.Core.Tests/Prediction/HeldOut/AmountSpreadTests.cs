namespace Eccos.Core.Tests;

internal sealed class AmountSpreadTests
{
    private static readonly double[] _scores = [-2.3263478740, -1.6448536270, -1.2815515655, -0.6744897502, 0, 0.6744897502, 1.2815515655, 1.6448536270, 2.3263478740];

    [Test]
    public void Ratio_LognormalSpread_IsThatOfTheLognormalAtEveryQuantile()
    {
        // Straight over the normal quantile: exp(sigma z).
        var spread = new AmountSpread(["a"], [.. _scores.Select(z => 0.5 * z)]);

        Assert.That(spread.Ratio("a", 0.5), Is.EqualTo(1).Within(1e-8));
        Assert.That(spread.Ratio("a", 0.8413447461), Is.EqualTo(Math.Exp(0.5)).Within(1e-6), "one standard deviation up, between two levels");
        Assert.That(spread.Ratio("a", 0.9986501020), Is.EqualTo(Math.Exp(1.5)).Within(1e-6), "beyond the outermost level");
        Assert.That(spread.Ratio("a", 0.0013498980), Is.EqualTo(Math.Exp(-1.5)).Within(1e-6));
    }

    [Test]
    public void Ratio_AnyQuantile_GrowsWithIt()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var spread = new AmountSpread(["a"], [.. Enumerable.Range(0, 9).Select(_ => (4 * random.NextDouble()) - 2).Order()]);
            var ratios = Enumerable.Range(1, 999).Select(k => spread.Ratio("a", k / 1000.0)).ToList();
            Assert.That(ratios, Is.Ordered.Ascending);
        }
    }

    [Test]
    public void Ratio_UnknownEndpoint_VariesAsTheWidest()
    {
        var spread = new AmountSpread(["a", "b"], [.. _scores, .. _scores.Select(z => 2 * z)]);
        Assert.That(spread.Ratio("new", 0.9), Is.EqualTo(spread.Ratio("b", 0.9)));
        Assert.That(spread.Ratio("new", 0.1), Is.EqualTo(spread.Ratio("b", 0.1)));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void Ratio_QuantileOutOfRange_Throws(double quantile) =>
        Assert.That(() => new AmountSpread(["a"], _scores).Ratio("a", quantile), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Constructor_WrongRatios_NamesThem()
    {
        Assert.That(() => new AmountSpread(["a", "b"], _scores), Throws.ArgumentException.With.Message.Contains("9 log ratios; 2 endpoints at 9 levels need 18"));
        Assert.That(() => new AmountSpread(["a"], [0, 0, 0, 0, 0, 0, 0, 0.2, 0.1]), Throws.ArgumentException.With.Message.Contains("'a' at 0.99 is 0.1"));
        Assert.That(() => new AmountSpread(["a"], [double.NaN, 0, 0, 0, 0, 0, 0, 0, 0]), Throws.ArgumentException.With.Message.Contains("is NaN"));
        Assert.That(() => new AmountSpread(["a", "a"], [.. _scores, .. _scores]), Throws.ArgumentException.With.Message.Contains("stands twice"));
    }
}
