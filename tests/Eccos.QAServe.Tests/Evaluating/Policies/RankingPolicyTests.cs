namespace Eccos.QAServe.Tests;

public sealed class RankingPolicyTests
{
    private static readonly double[,] _success = { { 0.9, 0.75, 0.6 }, { 0.6, 0.5, 0.3 }, { 0.8, 0.8, 0.1 }, { 0.2, 0.9, 0.95 } };
    private static readonly double[,] _costUsd = { { 3, 2, 1 }, { 3, 2, 1 }, { 2, 3, 1 }, { 1, 2, 3 } };

    [Test]
    public async Task CostFirst_WithoutLimits_TakesTheCheapestAboveTheThresholdElseTheBest() =>
        Assert.That(await RoutingPolicies.CostFirst(0.7).ChooseAsync(Batches.Of(_success, _costUsd)), Is.EqualTo(new[] { 1, 0, 0, 1 }));

    [Test]
    public async Task QualityFirst_WithoutLimits_TakesTheMostLikelyAndOfEqualsTheCheaper() =>
        Assert.That(await RoutingPolicies.QualityFirst().ChooseAsync(Batches.Of(_success, _costUsd)), Is.EqualTo(new[] { 0, 0, 0, 2 }));

    [Test]
    public async Task Utility_OfAnyPrice_IsTheArgmax([Values(0, 0.05, 0.1, 0.3, 2)] double t)
    {
        var chosen = await RoutingPolicies.Utility(t).ChooseAsync(Batches.Of(_success, _costUsd));
        for (var i = 0; i < chosen.Count; i++)
            Assert.That(_success[i, chosen[i]] - (t * _costUsd[i, chosen[i]]), Is.EqualTo(Enumerable.Range(0, 3).Max(j => _success[i, j] - (t * _costUsd[i, j]))));
    }

    [Test]
    public async Task RoundRobin_FromAnyPosition_GoesOnRoundThePool() =>
        Assert.That(await RoutingPolicies.RoundRobin().ChooseAsync(Batches.Of(_success, _costUsd, position: 5)), Is.EqualTo(new[] { 2, 0, 1, 2 }));

    [Test]
    public async Task Choose_FullEndpoint_TakesTheNextByItsOwnOrder()
    {
        var batch = Batches.Of(_success, _costUsd, [1, 1, 2]);
        Assert.That(await RoutingPolicies.QualityFirst().ChooseAsync(batch), Is.EqualTo(new[] { 0, 1, 2, 2 }));
        Assert.That(await RoutingPolicies.CostFirst(0.7).ChooseAsync(batch), Is.EqualTo(new[] { 1, 0, 2, 2 }));
    }

    [Test]
    public async Task Choose_NoSlotLeft_LeavesTheRestUnassigned() =>
        Assert.That(await RoutingPolicies.QualityFirst().ChooseAsync(Batches.Of(_success, _costUsd, [1, 0, 1])), Is.EqualTo(new[] { 0, 2, -1, -1 }));

    [Test]
    public async Task Choose_OneByOne_IsTheSameAsTogether()
    {
        var means = new EndpointMeans(Records.Pool("a", "b", "c"), [0.6, 0.7, 0.5], [3, 2, 1]);
        IRoutingPolicy[] policies =
        [
            RoutingPolicies.Random(3), RoutingPolicies.RoundRobin(), RoutingPolicies.Mixture(means, 1.5), RoutingPolicies.CostFirst(), RoutingPolicies.QualityFirst(), RoutingPolicies.Utility(0.1),
        ];
        var together = Batches.Random(20, 3, seed: 4);
        foreach (var policy in policies)
        {
            var chosen = await policy.ChooseAsync(together);
            for (var i = 0; i < chosen.Count; i++)
            {
                var alone = new RoutingBatch(
                    [together.Queries[i]], new([.. together.Success.Row(i)], 3), new([.. together.CostUsd.Row(i)], 3), together.FreeSlots, position: i);
                Assert.That((await policy.ChooseAsync(alone))[0], Is.EqualTo(chosen[i]), policy.Name);
            }
        }
    }

    [Test]
    public async Task FixedPolicies_ByTrainingMeans_IgnoreThePrediction()
    {
        var means = new EndpointMeans(Records.Pool("a", "b", "c"), [0.6, 0.7, 0.5], [3, 2, 1]);
        var batch = Batches.Random(5, 3, seed: 1, [null, 3, 4]);
        Assert.That(await RoutingPolicies.Cheapest(means).ChooseAsync(batch), Is.EqualTo(new[] { 2, 2, 2, 2, 1 }));
        Assert.That(await RoutingPolicies.BestSingle(means).ChooseAsync(batch), Is.EqualTo(new[] { 1, 1, 1, 0, 0 }));
    }

    [Test]
    public async Task Cheapest_EndpointWithoutCost_ComesLast()
    {
        var means = new EndpointMeans(Records.Pool("a", "b", "c"), [0.6, 0.7, 0.5], [double.NaN, 2, 1]);
        Assert.That(await RoutingPolicies.Cheapest(means).ChooseAsync(Batches.Random(4, 3, seed: 1, [null, 1, 2])), Is.EqualTo(new[] { 2, 2, 1, 0 }));
    }

    [Test]
    public async Task Random_ManyQueries_AreSpreadEvenly()
    {
        var chosen = await RoutingPolicies.Random(2).ChooseAsync(Batches.Random(9000, 3, seed: 1));
        foreach (var j in new[] { 0, 1, 2 })
            Assert.That(chosen.Count(k => k == j), Is.EqualTo(3000).Within(200));
    }

    [TestCase(0.5, 1, 1)]
    [TestCase(1.0, 1, 1)]
    [TestCase(2.0, 0.6, 0.8)]
    [TestCase(3.5, 0, 0.95)]
    [TestCase(9.0, 0, 0.95)]
    public async Task Mixture_AtASpend_DrawsTheTwoBestInTheirParts(double spend, double shareOfCheap, double success)
    {
        // The third endpoint lies under the line from the first to the second.
        var means = new EndpointMeans(Records.Pool("a", "b", "c"), [0.7, 0.95, 0.75], [1, 3.5, 3]);
        var chosen = await RoutingPolicies.Mixture(means, spend).ChooseAsync(Batches.Random(20000, 3, seed: 1));
        Assert.That(chosen.Average(j => j == 0 ? 1.0 : 0), Is.EqualTo(shareOfCheap).Within(0.02));
        Assert.That(chosen.Average(j => means.Success[j]), Is.EqualTo(spend <= 1 ? 0.7 : success).Within(0.01));
    }
}
