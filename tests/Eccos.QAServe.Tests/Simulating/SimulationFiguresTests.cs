using Eccos.Observations;

namespace Eccos.QAServe.Tests.Simulating;

public sealed class SimulationFiguresTests
{
    private static readonly ModelPool _pool = new([new Endpoint("a") { ConcurrencyLimit = 2 }, new Endpoint("b")]);

    [Test]
    public void Of_ARun_AddsUpByHand()
    {
        SimulatedQuery[] queries =
        [
            Query("1", 0, PlacementReason.MeetsGoal, arrived: 0, decided: 0, finished: 4),
            Query("2", 0, PlacementReason.LimitRelaxed, arrived: 1, decided: 1, finished: 3),
            Query("3", 0, PlacementReason.MeetsGoal, arrived: 2, decided: 3, finished: 5),
            Query("4", 1, PlacementReason.MeetsGoal, arrived: 2, decided: 4, finished: 10),
            Query("5", -1, PlacementReason.QueueFull, arrived: 3, decided: 3, finished: 3),
        ];
        QAServeRecord[] records = [.. queries.Select((query, i) => new QAServeRecord
        {
            Id = query.QueryId,
            Query = "",
            Outputs = [new QAServeOutput { Endpoint = "a", Correct = i % 2, CostUsd = 0.1 }, new QAServeOutput { Endpoint = "b", Correct = 1 }],
        })];

        var figures = SimulationFigures.Of(new SimulationRun(_pool, queries, TimeSpan.FromMilliseconds(10)), OutcomeTable.Create(_pool, records));

        Assert.Multiple(() =>
        {
            Assert.That((figures.Queries, figures.Placed, figures.TurnedAway, figures.Relaxed), Is.EqualTo((5, 4, 1, 1)));
            Assert.That(figures.Success, Is.EqualTo((0 + 1 + 0 + 1) / 4.0));
            Assert.That(figures.CostUsd, Is.EqualTo(0.3).Within(1e-12));
            Assert.That(figures.ExpectedCostUsd, Is.EqualTo(0.8).Within(1e-12));
            Assert.That(figures.Waits, Is.EqualTo(new WaitFigures(0.75, 0, 2, 2, 2)));
            Assert.That(figures.Responses!.P50, Is.EqualTo(3));
            Assert.That(figures.Seconds, Is.EqualTo(10));
            Assert.That(figures.Endpoints[0], Is.EqualTo(new EndpointLoad("a", 3, 2, 0.8, 2)));
            Assert.That(figures.Endpoints[0].Utilisation, Is.EqualTo(0.4));
            Assert.That(figures.Endpoints[1], Is.EqualTo(new EndpointLoad("b", 1, null, 0.6, 1)));
            Assert.That(figures.SchedulingShare, Is.EqualTo(0.002 / 3.5).Within(1e-12));
        });
    }

    [Test]
    public void Of_NoQueries_HasNoMeans()
    {
        var figures = SimulationFigures.Of(new SimulationRun(_pool, [], TimeSpan.Zero), OutcomeTable.Create(_pool, []));
        Assert.That((figures.Success, figures.Waits, figures.SchedulingShare, figures.Seconds), Is.EqualTo(((double?)null, (WaitFigures?)null, (double?)null, 0.0)));
    }

    [Test]
    public async Task RecordedService_TakesWhatIsRecordedAndTheSpeedOfTheEndpointForTheRest()
    {
        QAServeRecord[] records =
        [
            Record("0", new QAServeOutput { Endpoint = "a", Correct = 1, OutputTokens = 50, CostUsd = 0.2 }),
            Record("1", new QAServeOutput { Endpoint = "a", Correct = 1, OutputTokens = 50, LatencyMs = 7000 }),
            Record("2", new QAServeOutput { Endpoint = "a", Correct = 1 }),
        ];
        var pool = new ModelPool([new Endpoint("a") { Prices = new TokenPrices(1, 1) }]);
        var service = new RecordedService(OutcomeTable.Create(pool, records), new Dictionary<string, EndpointSpeed> { ["a"] = new(1, 25) }, new EndpointSpeed());
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0 }, LeaseLifetime = TimeSpan.FromDays(1) };
        options.Endpoints.Add(pool[0]);
        var simulation = new QueueSimulation(options, new EvenPredictor("a"), new NoBatches(), service, new() { OnlineOptimizer = new FirstFreeOptimizer() });

        var run = await simulation.RunAsync([.. records.Select(record => record.ToQuery() with { InputTokens = 5 })], Arrivals.Poisson(3, 1, seed: 1));

        Assert.That(run.Queries.Select(query => query.Service.TotalSeconds), Is.EqualTo(new[] { 1 + (50 / 25.0), 7, 1 + (100 / 25.0) }).Within(1e-6), "the last by the 100 tokens that are expected");
    }

    private static QAServeRecord Record(string id, QAServeOutput output) => new() { Id = id, Query = "", Outputs = [output] };

    private static SimulatedQuery Query(string id, int endpoint, PlacementReason reason, double arrived, double decided, double finished) => new(
        id,
        endpoint,
        reason,
        TimeSpan.FromSeconds(arrived),
        TimeSpan.FromSeconds(decided),
        TimeSpan.FromSeconds(finished),
        endpoint < 0 ? 0 : 0.2,
        endpoint < 0 ? 0 : 0.5);
}
