using System.Diagnostics;
using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Telemetry;

public sealed class ActivityTests
{
    [Test]
    public async Task ScheduleAsync_SomebodyListens_TellsOfTheBatch()
    {
        using var ended = new EndedActivities();
        using var scheduler = Scheduler(ended.Scheduler, new TablePredictor(("cheap", 0.6), ("dear", 0.9)));

        using var schedule = await scheduler.ScheduleAsync([new Query("a", "secret") { InputTokens = 50 }, new Query("b", "secret") { InputTokens = 50 }]);

        var activity = ended.Single();
        Assert.That((activity.OperationName, activity.Status), Is.EqualTo(("eccos.schedule", ActivityStatusCode.Unset)));
        Assert.That(activity.GetTagItem("eccos.queries"), Is.EqualTo(2));
        Assert.That(activity.GetTagItem("eccos.status"), Is.EqualTo(schedule.Status.ToString()));
        Assert.That(activity.GetTagItem("eccos.expected_spend"), Is.EqualTo(schedule.ExpectedCostUsd));
        Assert.That(activity.GetTagItem("eccos.gap"), Is.EqualTo(schedule.Assignment.Gap));
        Assert.That(activity.TagObjects.Select(tag => tag.Value), Has.None.EqualTo("secret"));
    }

    [Test]
    public async Task PlaceAsync_SomebodyListens_TellsOfThePlacement()
    {
        using var ended = new EndedActivities();
        using var scheduler = Scheduler(ended.Scheduler, new TablePredictor(("cheap", 0.6), ("dear", 0.9)));

        var placement = await scheduler.PlaceAsync(new Query("a", "secret") { InputTokens = 50 });

        var activity = ended.Single();
        Assert.That(activity.OperationName, Is.EqualTo("eccos.place"));
        Assert.That(activity.GetTagItem("eccos.endpoint"), Is.EqualTo(placement.Endpoint!.Name));
        Assert.That(activity.GetTagItem("eccos.reason"), Is.EqualTo(placement.Reason.ToString()));
        Assert.That(activity.GetTagItem("eccos.expected_spend"), Is.EqualTo(placement.ExpectedCostUsd));
        placement.Lease!.Dispose();
    }

    [TestCase("eccos.schedule")]
    [TestCase("eccos.place")]
    public void Activity_PredictorFails_HasTheStatusOfAnErrorAndNothingOfItsMessage(string name)
    {
        using var ended = new EndedActivities();
        using var scheduler = Scheduler(ended.Scheduler, new TalkativePredictor());
        Query[] queries = [new("a", "secret") { InputTokens = 50 }];

        Assert.That(
            async () => _ = name == "eccos.schedule" ? (object)await scheduler.ScheduleAsync(queries) : await scheduler.PlaceAsync(queries[0]),
            Throws.InstanceOf<InvalidOperationException>());

        var activity = ended.Single();
        Assert.That((activity.OperationName, activity.Status, activity.StatusDescription), Is.EqualTo((name, ActivityStatusCode.Error, (string?)null)));
        Assert.That(activity.GetTagItem("error.type"), Is.EqualTo("System.InvalidOperationException"));
    }

    private static EccosScheduler Scheduler(string name, IPredictor predictor)
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.1 } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2) });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20) });
        return new EccosScheduler(options, predictor, new GreedyOptimizer(), new() { Name = name, OnlineOptimizer = new ScriptedOnlineOptimizer() });
    }

    private sealed class TalkativePredictor : IPredictor
    {
        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException($"Could not predict '{queries[0].Text}'.");
    }

    /// <summary>The activities of one scheduler; tests run side by side in one process.</summary>
    private sealed class EndedActivities : IDisposable
    {
        private readonly List<Activity> _ended = [];
        private readonly ActivityListener _listener;

        public EndedActivities()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == EccosTelemetry.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if ((string?)activity.GetTagItem("eccos.scheduler") != Scheduler)
                        return;
                    lock (_ended)
                        _ended.Add(activity);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public string Scheduler { get; } = TestContext.CurrentContext.Test.ID;

        public Activity Single() => _ended.Single();

        public void Dispose() => _listener.Dispose();
    }
}
