namespace Eccos.QAServe.Tests;

public sealed class SpendingTests
{
    [Test]
    public void Best_RandomEndpoints_IsTheBestOfAllWeightsOfAllPairs([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        SpendingPoint[] singles = [.. Enumerable.Range(0, 5).Select(_ => new SpendingPoint(random.NextDouble(), random.NextDouble()))];
        var spend = random.NextDouble();

        var best = EndpointMixture.Best(singles, spend);

        var tried = double.NegativeInfinity;
        for (var a = 0; a < 5; a++)
        {
            for (var b = 0; b < 5; b++)
            {
                for (var w = 0.0; w <= 1; w += 1.0 / 2048)
                {
                    if ((w * singles[a].CostUsd) + ((1 - w) * singles[b].CostUsd) <= spend)
                        tried = Math.Max(tried, (w * singles[a].Success) + ((1 - w) * singles[b].Success));
                }
            }
        }

        if (double.IsFinite(tried))
        {
            Assert.That(best.Success, Is.EqualTo(tried).Within(1e-2).And.AtLeast(tried - 1e-12));
            Assert.That(best.CostUsd, Is.AtMost(spend + 1e-12));
            Assert.That((best.WeightOfCheaper * singles[best.Cheaper].Success) + ((1 - best.WeightOfCheaper) * singles[best.Dearer].Success), Is.EqualTo(best.Success).Within(1e-12));
        }
        else
        {
            Assert.That(best.Cheaper, Is.EqualTo(Array.IndexOf(singles, singles.MinBy(point => point.CostUsd))));
        }
    }

    [Test]
    public void Gain_OneKinkAboveTwoEndpoints_IsTheClosedForm()
    {
        // Endpoints (1, 0.5) and (10, 0.9); routing reaches (1, 0.5), (4, 0.8), (10, 0.9).
        SpendingPoint[] singles = [new(1, 0.5), new(10, 0.9)];
        var frontier = new SpendingFrontier([new(10, 0.9), new(1, 0.5), new(4, 0.8)], singles);

        var expected = 0.0;
        for (var k = 0; k <= 40; k++)
        {
            var s = Math.Pow(10, k / 40.0);
            expected += 100 * ((s <= 4 ? 0.5 + (0.1 * (s - 1)) : 0.8 + ((s - 4) / 60)) - (0.5 + (0.4 * (s - 1) / 9))) / 41;
        }

        Assert.That(frontier.Gain - frontier.RoundingGain, Is.EqualTo(expected).Within(1e-9));

        // The integral over log cost, by hand: F = int f d(ln s) - int h d(ln s), over ln 10; the 41 spends approximate it.
        var above = (0.4 * Math.Log(4)) + (0.1 * 3) + ((0.8 - (4.0 / 60)) * Math.Log(2.5)) + (6.0 / 60);
        var below = ((0.5 - (0.4 / 9)) * Math.Log(10)) + 0.4;
        Assert.That(expected, Is.EqualTo(100 * (above - below) / Math.Log(10)).Within(0.2));
        Assert.That(frontier.CostOf(0.75), Is.EqualTo(4));
        Assert.That(frontier.CostOf(0.95), Is.Null);
        Assert.That(frontier.HullAt(5.5), Is.EqualTo(0.7).Within(1e-12));
        Assert.That(frontier.SuccessAt(7), Is.EqualTo(0.85).Within(1e-12));
        Assert.That(frontier.HullAt(0.5), Is.Zero);
    }

    [Test]
    public void Gain_TheHullItself_IsRoundingAlone()
    {
        SpendingPoint[] singles = [new(0.3, 0.4), new(1, 0.7), new(9, 0.8)];
        var frontier = new SpendingFrontier(singles, singles);
        Assert.That(frontier.Gain, Is.EqualTo(frontier.RoundingGain).Within(1e-9));
    }

    [Test]
    public void Gain_FreeEndpointBelowTwoOthers_IsOverTheSpendsOfThoseThatCost()
    {
        SpendingPoint[] singles = [new(0, 0.5), new(1, 0.6), new(4, 0.9)];
        var frontier = new SpendingFrontier([new(0, 0.5), new(2, 0.8), new(4, 0.9)], singles);

        var expected = 0.0;
        for (var k = 0; k <= 40; k++)
        {
            var s = Math.Pow(4, k / 40.0);
            expected += 100 * ((s <= 2 ? 0.5 + (0.15 * s) : 0.8 + (0.05 * (s - 2))) - (0.5 + (0.1 * s))) / 41;
        }

        Assert.That(frontier.Gain, Is.EqualTo(expected).Within(1e-9));
        Assert.That(frontier.RoundingGain, Is.Zero);
    }

    // Routing that is right of 100 queries 5 more than the best endpoint, at no more than it costs.
    [TestCase(1.0, 0.0)]
    [TestCase(0.0, 1.0)]
    [TestCase(0.0, 0.0)]
    [TestCase(9e-6, 3e-6)]
    public void Gain_BestEndpointAtTheOnlySpendOrFree_IsWhatRoutingIsAboveIt(double other, double best)
    {
        var frontier = new SpendingFrontier([new(0, 0.95)], [new(other, 0.5), new(best, 0.9)]);

        Assert.That(frontier.Gain, Is.EqualTo(5).Within(1e-9));
        Assert.That(frontier.RoundingGain, Is.Zero);
        Assert.That(GainFigures.Of(frontier).CostRatioToMatchBest, best == 0 ? Is.Null : Is.Zero);
    }

    [Test]
    public void Gain_TwoBestEndpoints_IsUpToTheCheaperWhicheverStandsFirst()
    {
        SpendingPoint[] singles = [new(1, 0.5), new(8, 0.9), new(2, 0.9)];
        var (frontier, turned) = (new SpendingFrontier(singles, singles), new SpendingFrontier(singles, singles.Reverse()));
        Assert.That((frontier.BestSingle, turned.BestSingle), Is.EqualTo((singles[2], singles[2])));
        Assert.That(turned.Gain, Is.EqualTo(frontier.Gain));
    }

    [Test]
    public void Curve_BetweenPoints_IsReadOffTheLineEitherWay()
    {
        // (3, 0.6) costs more than (2, 0.7) and yields less.
        var curve = new SpendingCurve([new(4, 0.9), new(1, 0.5), new(3, 0.6), new(2, 0.7)]);
        Assert.That(curve.SuccessAt(1.5), Is.EqualTo(0.6).Within(1e-12));
        Assert.That(curve.SuccessAt(3), Is.EqualTo(0.8).Within(1e-12));
        Assert.That(curve.SuccessAt(9), Is.EqualTo(0.9));
        Assert.That(curve.SuccessAt(0.9), Is.Null);
        Assert.That(curve.CostAt(0.8), Is.EqualTo(3).Within(1e-12));
        Assert.That(curve.CostAt(0.2), Is.EqualTo(1));
        Assert.That(curve.CostAt(0.95), Is.Null);
        foreach (var success in new[] { 0.55, 0.7, 0.77, 0.9 })
            Assert.That(curve.SuccessAt(curve.CostAt(success)!.Value), Is.EqualTo(success).Within(1e-12));
    }
}
