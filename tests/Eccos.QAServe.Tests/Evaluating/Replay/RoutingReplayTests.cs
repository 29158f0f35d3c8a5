namespace Eccos.QAServe.Tests;

public sealed class RoutingReplayTests
{
    [TestCase(100, 10, "1.25", 13)]
    [TestCase(100, 10, "1.1", 11)]
    [TestCase(3, 10, "1.25", 1)]
    [TestCase(4, 2, "9", 4)]
    public void Limit_OfAWindow_IsTheEvenShareTimesTheFactorRoundedUp(int queries, int endpoints, string factor, int expected) =>
        Assert.That(new ReplayOptions { Capacity = decimal.Parse(factor, System.Globalization.CultureInfo.InvariantCulture) }.Limit(queries, endpoints), Is.EqualTo(expected));

    [Test]
    public async Task Run_AnyPolicyAndSetting_KeepsEveryWindowWithinTheLimit([Values] RoutingSetting setting, [Values(5, 16)] int window)
    {
        var batch = Batches.Random(83, 4, seed: 1);
        var replay = new RoutingReplay(batch.Queries, batch.Success, batch.CostUsd);
        var options = new ReplayOptions { Setting = setting, Window = window };

        foreach (var policy in new[] { RoutingPolicies.QualityFirst(), RoutingPolicies.CostFirst(), RoutingPolicies.Random(), RoutingPolicies.RoundRobin() })
        {
            var run = await replay.RunAsync(policy, options);

            Assert.That((run.OverLimit, run.Unassigned), Is.EqualTo((0, 0)));
            Assert.That(run.Order.Order(), Is.EqualTo(Enumerable.Range(0, 83)));
            var windows = setting == RoutingSetting.Batch
                ? run.Windows.ToList()
                : [.. Enumerable.Range(0, 83 - window + 1).Select(start => run.Order.Skip(start).Take(window).ToArray())];
            foreach (var places in windows)
                Assert.That(places.GroupBy(i => run.EndpointOf[i]).Max(group => group.Count()), Is.AtMost(options.Limit(places.Count, 4)!.Value));
        }
    }

    [Test]
    public async Task Run_PolicyThatIgnoresLimits_IsFoundOut([Values] RoutingSetting setting)
    {
        var batch = Batches.Random(20, 2, seed: 1);
        var run = await new RoutingReplay(batch.Queries, batch.Success, batch.CostUsd).RunAsync(new Always(0), new ReplayOptions { Setting = setting, Window = 10, Capacity = 1 });

        // 5 of 10 are allowed. In batches 5 too many twice; one by one, each that comes while 5 are in flight.
        Assert.That(run.OverLimit, Is.EqualTo(setting == RoutingSetting.Batch ? 10 : 15));
    }

    [Test]
    public async Task Run_SameSeed_IsTheSameOrderAndAnotherSeedAnother()
    {
        var batch = Batches.Random(40, 2, seed: 1);
        var replay = new RoutingReplay(batch.Queries, batch.Success, batch.CostUsd);
        var first = await replay.RunAsync(RoutingPolicies.QualityFirst(), new ReplayOptions { Seed = 7 });
        Assert.That((await replay.RunAsync(RoutingPolicies.QualityFirst(), new ReplayOptions { Seed = 7 })).EndpointOf, Is.EqualTo(first.EndpointOf));
        Assert.That((await replay.RunAsync(RoutingPolicies.QualityFirst(), new ReplayOptions { Seed = 8 })).Order, Is.Not.EqualTo(first.Order));
    }

    [Test]
    public async Task Run_WithWarmUp_BeginsWithSlotsInUseAndCountsTheRestAlone()
    {
        // Twelve queries, four of them a warm-up; all want endpoint 0, which takes one of every two in flight.
        var success = new QueryEndpointMatrix([.. Enumerable.Range(0, 12).SelectMany(i => new[] { 0.9, i < 4 ? 0.1 : 0.2 })], 2);
        var replay = new RoutingReplay(Batches.Queries(12), success, new(new double[24], 2));

        var run = await replay.RunAsync(RoutingPolicies.QualityFirst(), new ReplayOptions { Setting = RoutingSetting.Streaming, Window = 2, Capacity = 1, WarmUp = 3 });

        Assert.That(run.Order.Order(), Is.EqualTo(Enumerable.Range(0, 9)));
        Assert.That(run.Order.Select(i => run.EndpointOf[i]), Is.EqualTo(new[] { 1, 0, 1, 0, 1, 0, 1, 0, 1 }), "the last query of the warm-up holds the slot");
        Assert.That(run.PredictedSuccess, Is.EqualTo(run.EndpointOf.Select((j, i) => success[i + 3, j]).Average()).Within(1e-12));
    }

    [TestCase(2)]
    [TestCase(-2)]
    public void Run_PolicyThatNamesNoEndpoint_Throws(int endpoint)
    {
        var batch = Batches.Random(3, 2, seed: 1);
        Assert.That(
            () => new RoutingReplay(batch.Queries, batch.Success, batch.CostUsd).RunAsync(new Always(endpoint), new ReplayOptions()),
            Throws.InstanceOf<EccosException>().With.Message.Contains(endpoint.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private sealed class Always(int endpoint) : IRoutingPolicy
    {
        public string Name => "always";

        public ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default) =>
            new([.. Enumerable.Repeat(endpoint, batch.Queries.Count)]);
    }
}
