using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling;

internal sealed class QuantileGoalTests
{
    private static readonly Endpoint _steady = new("steady") { Prices = new TokenPrices(0, 10) };
    private static readonly Endpoint _erratic = new("erratic") { Prices = new TokenPrices(0, 8) };

    [Test]
    public async Task ScheduleAsync_Quantiles_DecideAndReserveWhilePlacementsTellWhatIsExpected()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(optimizer, new EccosOptions { Goal = new SchedulingGoal { CostQuantile = 0.9, QualityQuantile = 0.1 } });

        using var schedule = await scheduler.ScheduleAsync([Query(1), Query(2)]);

        // Steady answers vary by 10 % at that quantile, erratic ones by 100 %: 100 tokens at 10 and at 8 USD per million.
        var problem = optimizer.Seen[0];
        Assert.That(problem.Cost.Row(0).ToArray(), Is.EqualTo(new[] { 0.0011, 0.0016 }).Within(1e-9));
        Assert.That(problem.Quality[0, 1], Is.LessThan(problem.Quality[0, 0]), "as likely, but less sure");
        Assert.Multiple(() =>
        {
            Assert.That(schedule.Placements.Select(placement => placement.Endpoint), Is.All.EqualTo(_steady));
            Assert.That(schedule.Placements.Select(placement => placement.ExpectedCostUsd), Is.All.EqualTo(0.001).Within(1e-12));
            Assert.That(schedule.Placements.Select(placement => placement.SuccessProbability), Is.All.EqualTo(0.8));
            Assert.That(schedule.ExpectedCostUsd, Is.EqualTo(0.002).Within(1e-12));
            Assert.That(schedule.ExpectedSuccess, Is.EqualTo(0.8).Within(1e-12));
            Assert.That(schedule.Assignment.Cost, Is.EqualTo(0.0022).Within(1e-9));
        });
    }

    [Test]
    public async Task ScheduleAsync_SpendLimit_KeepsTheQuantileFree()
    {
        var options = new EccosOptions { SpendLimit = new SpendLimit(0.00205, TimeSpan.FromHours(1)) };
        using var scheduler = Scheduler(new GreedyOptimizer(), options);

        using var expected = await scheduler.ScheduleAsync([Query(1)]);
        Assert.That(expected.Placements[0].IsPlaced, "erratic costs 0.0008 as it is expected");
        var cautious = await scheduler.ScheduleAsync([Query(2), Query(3)], new SchedulingGoal { CostQuantile = 0.9 });
        Assert.That(cautious.Placements.Select(placement => placement.IsPlaced), Is.All.False, "two at 0.0011 do not fit beside it");
        var hopeful = await scheduler.ScheduleAsync([Query(4)], new SchedulingGoal { CostQuantile = 0.9 });
        Assert.That(hopeful.Placements[0].IsPlaced);
    }

    [Test]
    public async Task PlaceAsync_Quantiles_CountTowardTheStreamAsTheyAreDecided()
    {
        var online = new ScriptedOnlineOptimizer { Choices = { new(0, true, 1, false), new(1, true, 1, false) } };
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.5, BudgetUsd = 0.001, CostQuantile = 0.9, QualityQuantile = 0.1 } };
        using var scheduler = Scheduler(new GreedyOptimizer(), options, online);

        var placed = await scheduler.PlaceAsync(Query(1));
        await scheduler.PlaceAsync(Query(2));

        Assert.That(placed.ExpectedCostUsd, Is.EqualTo(0.001).Within(1e-12));
        Assert.That(placed.SuccessProbability, Is.EqualTo(0.8));
        Assert.That(online.Standings[1].Overspend, Is.EqualTo(0.0001).Within(1e-9));
        Assert.That(online.Standings[1].Deficit, Is.EqualTo(0.5 - Lowered(0.02)).Within(1e-9));
    }

    [Test]
    public void ScheduleAsync_PredictorThatKnowsNoSpread_SaysSo()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { CostQuantile = 0.9 } };
        options.Endpoints.Add(_steady);
        using var scheduler = new EccosScheduler(options, new TablePredictor(("steady", 0.8)), new GreedyOptimizer());

        Assert.That(async () => await scheduler.ScheduleAsync([Query(1)]), Throws.TypeOf<EccosException>().With.Message.Contains("has not learned how far output tokens lie from their expectation"));
    }

    [Test]
    public void Goal_QuantilesOutOfRange_AreAllNamed()
    {
        using var scheduler = Scheduler(new GreedyOptimizer(), new EccosOptions());

        var error = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync([Query(1)], new SchedulingGoal { CostQuantile = 1, QualityQuantile = double.NaN }));
        Assert.That(error!.Message, Does.Contain("Goal.CostQuantile is 1; it is more than 0 and less than 1").And.Contains("Goal.QualityQuantile is NaN"));

        error = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync([Query(1)], new SchedulingGoal { QualityFloor = 0.5, FloorConfidence = 0.95, QualityQuantile = 0.1 }));
        Assert.That(error!.Message, Does.Contain("both allow for the same errors"));
    }

    private static Query Query(int id) => new($"{id}", "") { InputTokens = 0 };

    private static double Lowered(double error) =>
        new Prediction(["x"], new QueryEndpointMatrix([0.8], 1), new QueryEndpointMatrix([error], 1)).SuccessQuantile(0.1)[0, 0];

    private static EccosScheduler Scheduler(IOptimizer optimizer, EccosOptions options, IOnlineOptimizer? online = null)
    {
        options.Endpoints.Add(_steady);
        options.Endpoints.Add(_erratic);
        return new EccosScheduler(options, new UnevenPredictor(), optimizer, new SchedulerServices { OnlineOptimizer = online });
    }

    /// <summary>Two endpoints as good as each other and as long; the second is less sure and varies more.</summary>
    private sealed class UnevenPredictor : IPredictor
    {
        private static readonly HeldOutErrors _errors = new(["steady", "erratic"], [0.8, 0.8], [1, 1], 0)
        {
            OutputTokens = new AmountSpread(["steady", "erratic"], [.. new[] { 1.1, 2.0 }.SelectMany(ratio => AmountSpread.Levels.Select(level => level < 0.9 ? 0 : Math.Log(ratio)))]),
        };

        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) => ValueTask.FromResult(
            new Prediction(["steady", "erratic"], Each(queries, 0.8, 0.8), Each(queries, 0.02, 0.2)) { OutputTokens = Each(queries, 100, 100), HeldOutErrors = _errors });

        private static QueryEndpointMatrix Each(IReadOnlyList<Query> queries, double first, double second) =>
            new([.. queries.SelectMany(_ => new[] { first, second })], 2);
    }
}
