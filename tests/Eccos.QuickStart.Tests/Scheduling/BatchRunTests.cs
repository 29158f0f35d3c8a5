using Eccos.Observations;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Scheduling;

namespace Eccos.QuickStart.Tests.Scheduling;

public sealed class BatchRunTests
{
    [Test]
    public async Task RunAsync_LimitOfOneBatch_IsFreeAgainForTheNext()
    {
        var services = new ServiceCollection();
        services.AddEccos(options =>
            {
                options.Endpoints.Add(new Endpoint("good") { ConcurrencyLimit = 1 });
                options.Endpoints.Add(new Endpoint("cheap") { ConcurrencyLimit = 1 });
                options.Goal = new SchedulingGoal { QualityFloor = 0.7 };
            })
            .AddPredictor(_ => new TwoEndpoints())
            .AddMipOptimizer();
        await using var provider = services.BuildServiceProvider();
        QAServeRecord[] records = [.. Enumerable.Range(0, 5).Select(i => new QAServeRecord { Id = $"{i}", Query = "", InputTokens = 1, Outputs = [] })];

        var run = await BatchRun.RunAsync(provider.GetRequiredService<IScheduler>(), records, batchSize: 2);

        // Pairs take one slot of each; the last query alone needs the better endpoint to reach the floor.
        Assert.That(run.Placements.Select(placement => placement.Query.Id), Is.EqualTo(new[] { "0", "1", "2", "3", "4" }));
        Assert.That(run.Placements.Count(placement => placement.Endpoint?.Name == "good"), Is.EqualTo(3));
        Assert.That(run.Placements[4].Endpoint?.Name, Is.EqualTo("good"));
        Assert.That(run.Assignments, Has.Count.EqualTo(3));
        Assert.That(run.PredictedSuccess, Is.EqualTo(((3 * 0.9) + (2 * 0.5)) / 5).Within(1e-12));
        Assert.That(run.PredictedCostUsd, Is.EqualTo((3 * 4) + 2).Within(1e-12));
        Assert.That(run.Placements.All(placement => placement.Lease!.IsReleased));
    }

    private sealed class TwoEndpoints : IPredictor
    {
        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) => ValueTask.FromResult(
            new Prediction(["good", "cheap"], Rows(queries.Count, 0.9, 0.5), Rows(queries.Count, 0, 0)) { CostUsd = Rows(queries.Count, 4, 1) });

        private static QueryEndpointMatrix Rows(int count, double good, double cheap) =>
            new([.. Enumerable.Range(0, count).SelectMany(_ => new[] { good, cheap })], 2);
    }
}
