using Eccos.Observations;
using QuickStart.Judging;
using QuickStart.Scheduling;

namespace Eccos.QuickStart.Tests.Judging;

public sealed class BaselinesTests
{
    private static readonly ModelPool _pool = new([new Endpoint("dear") { ConcurrencyLimit = 1 }, new Endpoint("cheap"), new Endpoint("good") { ConcurrencyLimit = 2 }]);
    private static readonly TrainingSet _training = TrainingSet.Create(_pool, [Record("1", 0.5, 0, 1), Record("2", 0.5, 0.2, 0.9)]);

    [Test]
    public void AllBest_TakesTheHighestTrainingSuccess() => Assert.That(Baselines.AllBest(_training, 2).EndpointOf, Is.EqualTo(new[] { 2, 2 }));

    [Test]
    public void AllCheapest_TakesTheLowestTrainingCost() => Assert.That(Baselines.AllCheapest(_training, 2).EndpointOf, Is.EqualTo(new[] { 1, 1 }));

    [Test]
    public void RoundRobin_GoesAround() => Assert.That(Baselines.RoundRobin(_pool, 5).EndpointOf, Is.EqualTo(new[] { 0, 1, 2, 0, 1 }));

    [Test]
    public void BestFirst_FillsTheBestToItsLimitInEveryBatch() =>
        Assert.That(Baselines.BestFirst(_pool, _training, count: 7, batchSize: 4).EndpointOf, Is.EqualTo(new[] { 2, 2, 0, 1, 2, 2, 0 }));

    // (2 x 0.95 + 1 x 0.5 + 1 x 0.1) / 4 = 0.625
    [Test]
    public void BestFirstFloor_IsTheSuccessOfThatPolicyInTraining() => Assert.That(QualityFloor.BestFirst(_pool, _training, batchSize: 4), Is.EqualTo(0.62));

    private static QAServeRecord Record(string id, double dear, double cheap, double good) => new()
    {
        Id = id,
        Query = id,
        Outputs =
        [
            new QAServeOutput { Endpoint = "dear", Correct = dear, CostUsd = 9 },
            new QAServeOutput { Endpoint = "cheap", Correct = cheap, CostUsd = 1 },
            new QAServeOutput { Endpoint = "good", Correct = good, CostUsd = 3 },
        ],
    };
}
