using BenchmarkDotNet.Attributes;
using Eccos.Benchmarks.Pipeline;
using Eccos.Benchmarks.Predictors;
using Eccos.Optimization;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Serving;

/// <summary>
/// What scheduling takes of a query's response time, encoding and prediction by the hybrid included: in batches, and one query after another. One operation
/// is one query; 10 endpoints, 10,000 training queries, 1.25 x the even share of slots.
/// </summary>
[Config(typeof(SchedulingShareConfig))]
public class SchedulingShareBenchmarks : IDisposable
{
    private const int Batch = 256;
    private const int TrainingQueries = 10_000;
    private const double EvenShares = 1.25;

    private readonly Query[] _queries = [.. PipelineData.Records(Batch, seed: 2).Select(record => record.ToQuery())];
    private EccosScheduler _scheduler = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        HybridPredictor predictor = await ShortFits.HybridAsync(TrainingSet.Create(PipelineData.Pool, PipelineData.Records(TrainingQueries, seed: 1)));

        // Half way between the cheapest endpoint's success and the best one's.
        var success = (await predictor.PredictAsync(_queries)).Success;
        double[] averages = [.. Enumerable.Range(0, success.EndpointCount).Select(j => Enumerable.Range(0, Batch).Average(i => success[i, j]))];
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal { QualityFloor = (averages.Min() + averages.Max()) / 2, WhenInfeasible = InfeasiblePolicy.RelaxFloor },
        };
        foreach (var endpoint in PipelineData.Pool)
            options.Endpoints.Add(endpoint with { ConcurrencyLimit = (int)Math.Ceiling(EvenShares * Batch / PipelineData.Pool.Count) });
        _scheduler = new EccosScheduler(options, predictor, new DualGuidedOptimizer(), new() { OnlineOptimizer = new PriceDirectedOptimizer() });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _scheduler?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task<double> ScheduleBatchOf256()
    {
        using var schedule = await _scheduler.ScheduleAsync(_queries);
        return schedule.ExpectedCostUsd;
    }

    [Benchmark]
    public async Task<double> Place()
    {
        _next = (_next + 1) % Batch;
        var placement = await _scheduler.PlaceAsync(_queries[_next]);
        placement.Lease?.Dispose();
        return placement.ExpectedCostUsd;
    }
}
