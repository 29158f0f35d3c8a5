namespace Eccos.Predictors.Tests;

public sealed class RoutingGainTests
{
    private const int N = 2000;

    /// <summary>Two endpoints, the dear one right on every query, the cheap one on half of them.</summary>
    private static (double[] Success, double[] Cost) TwoEndpoints()
    {
        var (success, cost) = (new double[2 * N], new double[2 * N]);
        for (var i = 0; i < N; i++)
        {
            (success[2 * i], success[(2 * i) + 1]) = (i % 2, 1);
            (cost[2 * i], cost[(2 * i) + 1]) = (1e-4, 1e-2);
        }

        return (success, cost);
    }

    [Test]
    public void Of_PerfectPredictions_IsTheAreaBetweenTwoKnownCurves()
    {
        var (success, cost) = TwoEndpoints();

        var gain = new RoutingGain(success, cost, 2).Of(success, cost);

        // Perfect routing reaches success 1 at half the spend: from (1e-4, .5) straight to (5.05e-3, 1), against the straight mix of the endpoints.
        var expected = Enumerable.Range(0, 41).Average(k =>
        {
            var x = 1e-4 * Math.Pow(100, k / 40.0);
            return Math.Min(0.5 + (0.5 * (x - 1e-4) / 4.95e-3), 1) - (0.5 + (0.5 * (x - 1e-4) / 9.9e-3));
        });
        Assert.That(gain, Is.EqualTo(100 * expected).Within(0.05));
    }

    [Test]
    public void Of_EndpointMeans_GainsNothing()
    {
        var (success, cost) = TwoEndpoints();
        var means = Enumerable.Range(0, 2 * N).Select(k => k % 2 == 0 ? 0.5 : 1).ToArray();

        Assert.That(new RoutingGain(success, cost, 2).Of(means, cost), Is.EqualTo(0).Within(1e-6));
    }

    [Test]
    public void Of_OneEndpointIsFree_TellsGoodPredictionsFromBad([Values] bool free)
    {
        var (success, cost) = TwoEndpoints();
        for (var i = 0; free && i < N; i++)
            cost[2 * i] = 0;
        var gain = new RoutingGain(success, cost, 2);

        var (good, bad) = (gain.Of(success, cost), gain.Of([.. success.Select((y, k) => k % 2 == 0 ? 1 - y : y)], cost));

        Assert.That(good, Is.GreaterThan(bad + 1));
    }

    [Test]
    public void Of_AllEndpointsAreFree_IsWhatTheBestChoiceAddsToTheBestEndpoint()
    {
        var (success, cost) = TwoEndpoints();
        Array.Clear(cost);
        for (var i = 1; i < N; i += 4)
            success[(2 * i) + 1] = 0;

        // The other one is right on all that the first is wrong on.
        Assert.That(new RoutingGain(success, cost, 2).Of(success, cost), Is.EqualTo(25).Within(1e-9));
    }
}
