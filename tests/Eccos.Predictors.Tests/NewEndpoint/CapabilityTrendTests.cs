namespace Eccos.Predictors.Tests;

public sealed class CapabilityTrendTests
{
    private static readonly Endpoint[] _known = [Of("a", 10, "2024-01", 1), Of("b", 40, "2024-07", 4), Of("c", null, "2024-04", 8)];

    [Test]
    public void Of_LargerLaterAndDearer_IsExpectedToBeAbler()
    {
        var least = Expected(Of("new", 5, "2023-10", 0.5));

        Assert.That(Expected(Of("new", 50, "2023-10", 0.5)), Is.GreaterThan(least));
        Assert.That(Expected(Of("new", 5, "2024-10", 0.5)), Is.GreaterThan(least));
        Assert.That(Expected(Of("new", 5, "2023-10", 5)), Is.GreaterThan(least));
        Assert.That(Expected(Of("new", null, "2023-10", 0.5)), Is.GreaterThan(least), "makers of able models seldom state their size");
    }

    [Test]
    public void Of_EndpointOfWhichNothingIsKnown_IsExpectedToBeAsTheOthers()
    {
        var trend = CapabilityTrend.Of(_known, new Endpoint("new"));

        Assert.That(trend.Expected[^1], Is.Zero);
        Assert.That(trend.Variance, Is.Zero);
        Assert.That(trend.Expected[..^1].Sum(), Is.Zero.Within(1e-12), "terms are about the known endpoints' means");
    }

    [Test]
    public void Of_KnownEndpointsWithoutAFact_LearnNothingFromIt()
    {
        Endpoint[] known = [new("a"), new("b")];

        var trend = CapabilityTrend.Of(known, Of("new", 70, "2025-01", 3));

        Assert.That(trend.Expected, Is.All.Zero);
        Assert.That(trend.Variance, Is.Zero);
    }

    [Test]
    public void Of_FartherFromTheKnownEndpoints_IsLessSure()
    {
        var near = CapabilityTrend.Of(_known, Of("new", 20, "2024-05", 3));
        var far = CapabilityTrend.Of(_known, Of("new", 20, "2026-05", 3));

        Assert.That(far.Variance, Is.GreaterThan(10 * near.Variance));
    }

    [TestCase("2090-01", 1e300, 1e300)]
    [TestCase("2001-01", 1e-300, 1e-300)]
    public void Of_AbsurdFacts_TellNoMoreThanSixLogitsEach(string released, double price, double parameters)
    {
        var trend = CapabilityTrend.Of(_known, Of("new", parameters, released, price));

        Assert.That(Math.Abs(trend.Expected[^1]), Is.GreaterThan(17).And.LessThan(19));
        Assert.That(trend.Variance, Is.LessThan(7));
        Assert.That(trend.Expected[..^1], Is.EqualTo(CapabilityTrend.Of(_known, new Endpoint("new")).Expected[..^1]), "the others stay");
    }

    [Test]
    public void Of_FactsOfEveryOrdinaryPool_AreTakenInFull()
    {
        Endpoint[] known = [Of("a", 1, "2022-11", 0.01), Of("b", 1000, "2026-11", 100)];

        var trend = CapabilityTrend.Of(known, Of("new", 2000, "2027-11", 600));

        Assert.That(trend.Expected[^1], Is.EqualTo((0.1 * Math.Log(600)) + (0.2 * Math.Log(2000 / Math.Sqrt(1000))) + (0.1 * 36)).Within(1e-12));
    }

    private static double Expected(Endpoint endpoint) => CapabilityTrend.Of(_known, endpoint).Expected[^1];

    private static Endpoint Of(string name, double? parameters, string released, double price)
    {
        var facts = new Dictionary<string, string> { ["released"] = released };
        if (parameters is { } billions)
            facts["parameters_b"] = billions.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Endpoint(name) { Prices = new TokenPrices(price, price), Facts = facts };
    }
}
