namespace Eccos.QAServe.Tests;

public sealed class EccosPolicyTests
{
    private static readonly EnumeratingOptimizer _optimizer = new();

    [Test]
    public async Task Optimizer_UnderLimits_SolvesTheProblemOfTheBatch()
    {
        var batch = Batches.Random(5, 3, seed: 2, [2, 2, 2]);
        var goal = new RoutingGoal { Objective = Objective.BestQuality, BudgetUsdPerQuery = 0.4 };

        var chosen = await RoutingPolicies.Optimizer("Eccos", _optimizer, goal).ChooseAsync(batch);

        Assert.That(chosen.Select((j, i) => batch.CostUsd[i, j]).Sum(), Is.AtMost(0.4 * 5));
        var best = Best(batch, (cost, _) => cost <= 0.4 * 5, (_, quality) => quality);
        Assert.That(chosen.Select((j, i) => batch.Success[i, j]).Sum(), Is.EqualTo(best).Within(1e-12));
    }

    [Test]
    public async Task MatchedSpend_OfAnotherPolicy_KeepsThatPartOfItsPredictedSpend([Values(0.6, 0.9, 1, 1.2)] double share)
    {
        var batch = Batches.Random(5, 3, seed: 3, [2, 2, 2]);
        var theirs = await RoutingPolicies.QualityFirst().ChooseAsync(batch);
        var budget = share * theirs.Select((j, i) => batch.CostUsd[i, j]).Sum();

        var chosen = await RoutingPolicies.MatchedSpend("Eccos", _optimizer, RoutingPolicies.QualityFirst(), share).ChooseAsync(batch);

        Assert.That(chosen.Select((j, i) => batch.CostUsd[i, j]).Sum(), Is.AtMost(budget));
        Assert.That(chosen.Select((j, i) => batch.Success[i, j]).Sum(), Is.EqualTo(Best(batch, (cost, _) => cost <= budget, (_, quality) => quality)).Within(1e-12));
    }

    [Test]
    public async Task Oracle_ByTheLabels_IsTheMostCorrectAndThenTheCheapest([Values(1, 2, 3, 4, 5)] int seed)
    {
        var records = Records.Random(5, 3, seed);
        var outcomes = OutcomeTable.Create(Records.Pool("e0", "e1", "e2"), records);
        var batch = Batches.Random(5, 3, seed: 9, [2, 2, 2]);
        var labelled = new RoutingBatch(batch.Queries, outcomes.Success, outcomes.CostUsd, batch.FreeSlots);

        var chosen = await RoutingPolicies.Oracle(outcomes, _optimizer).ChooseAsync(batch);

        var correct = Best(labelled, (_, _) => true, (_, quality) => quality);
        Assert.That(chosen.Select((j, i) => outcomes.Success[i, j]).Sum(), Is.EqualTo(correct));
        if (correct == 5)
            Assert.That(chosen.Select((j, i) => outcomes.CostUsd[i, j]).Sum(), Is.EqualTo(-Best(labelled, (_, quality) => quality == correct, (cost, _) => -cost)).Within(1e-12));
    }

    [Test]
    public async Task Scheduler_OneByOne_GivesLeasesBackWhenTheWindowHasPassed()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.9, WhenInfeasible = InfeasiblePolicy.RelaxFloor } };
        options.Endpoints.Add(new Endpoint("good") { ConcurrencyLimit = 1 });
        options.Endpoints.Add(new Endpoint("bad") { ConcurrencyLimit = 3 });
        using var scheduler = new EccosScheduler(options, new TwoEndpoints(), _optimizer);
        var replay = new RoutingReplay(Batches.Queries(9), new([.. Enumerable.Repeat(new[] { 0.95, 0.1 }, 9).SelectMany(row => row)], 2), new([.. Enumerable.Repeat(new[] { 2.0, 1 }, 9).SelectMany(row => row)], 2));

        var run = await replay.RunAsync(
            RoutingPolicies.Scheduler("Eccos", scheduler, inFlight: 3), new ReplayOptions { Setting = RoutingSetting.Streaming, Window = 3, Capacity = null });

        Assert.That(run.Order.Select(i => run.EndpointOf[i]), Is.EqualTo(new[] { 0, 1, 1, 0, 1, 1, 0, 1, 1 }));
    }

    private static double Best(RoutingBatch batch, Func<double, double, bool> allowed, Func<double, double, double> value)
    {
        var best = double.NegativeInfinity;
        for (var code = 0; code < Math.Pow(3, 5); code++)
        {
            int[] choice = [.. Enumerable.Range(0, 5).Select(i => code / (int)Math.Pow(3, i) % 3)];
            var (cost, quality) = (choice.Select((j, i) => batch.CostUsd[i, j]).Sum(), choice.Select((j, i) => batch.Success[i, j]).Sum());
            if (Enumerable.Range(0, 3).All(j => choice.Count(k => k == j) <= batch.FreeSlots[j]) && allowed(cost, quality))
                best = Math.Max(best, value(cost, quality));
        }

        return best;
    }

    private sealed class TwoEndpoints : IPredictor
    {
        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            var success = new QueryEndpointMatrix([.. queries.SelectMany(_ => new[] { 0.95, 0.1 })], 2);
            return new(new Prediction(["good", "bad"], success, new(new double[queries.Count * 2], 2)) { CostUsd = new([.. queries.SelectMany(_ => new[] { 2.0, 1 })], 2) });
        }
    }
}
