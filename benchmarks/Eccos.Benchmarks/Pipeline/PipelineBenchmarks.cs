using BenchmarkDotNet.Attributes;
using Eccos.Optimization;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Pipeline;

/// <summary>What a schedule is made of: encode, predict (encoding included), solve, and the whole call; 10 endpoints, 10,000 observations.</summary>
[Config(typeof(PipelineConfig))]
public class PipelineBenchmarks : IDisposable
{
    private readonly AutomaticOptimizer _optimizer = new();
    private HashedTextEncoder _encoder = null!;
    private KnnPredictor _predictor = null!;
    private EccosScheduler _scheduler = null!;
    private AssignmentProblem _problem = null!;
    private Query[] _queries = null!;
    private string[] _texts = null!;
    private float[] _vectors = null!;

    [Params(1, 16, 64, 256)]
    public int Batch { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var training = TrainingSet.Create(PipelineData.Pool, PipelineData.Records(10_000, seed: 1));
        _encoder = HashedTextEncoder.Fit([.. training.Records.Select(record => record.Query)], new TextEncoderOptions());
        _predictor = (KnnPredictor)await new KnnTrainer(new KnnOptions { Encoder = _encoder }).FitAsync(training);
        _queries = [.. PipelineData.Records(Batch, seed: 2).Select(record => record.ToQuery())];
        _texts = [.. _queries.Select(query => query.Text)];
        _vectors = new float[Batch * _encoder.Dimension];

        // A floor half way between the cheapest endpoint's success and the best one's, and 1.25 x the even share of slots.
        var prediction = await _predictor.PredictAsync(_queries);
        var average = Enumerable.Range(0, 10).Select(j => Enumerable.Range(0, Batch).Average(i => prediction.Success[i, j])).ToArray();
        var goal = new SchedulingGoal { QualityFloor = (average.Min() + average.Max()) / 2, WhenInfeasible = InfeasiblePolicy.RelaxFloor };
        var slots = (int)Math.Ceiling(1.25 * Batch / 10);
        var options = new EccosOptions { Goal = goal };
        foreach (var endpoint in PipelineData.Pool)
            options.Endpoints.Add(endpoint with { ConcurrencyLimit = slots });
        _scheduler = new EccosScheduler(options, _predictor, _optimizer);
        _problem = new AssignmentProblem(
            CostEstimator.Costs(PipelineData.Pool, prediction, [.. _queries.Select(query => query.InputTokens!.Value)]),
            prediction.Success)
        {
            QualityFloor = goal.QualityFloor,
            WhenInfeasible = goal.WhenInfeasible,
            WorkloadLimits = [.. Enumerable.Repeat<int?>(slots, 10)],
        };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _scheduler?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task Encode() => await _encoder.EncodeAsync(_texts, _vectors);

    [Benchmark]
    public async Task<Prediction> Predict() => await _predictor.PredictAsync(_queries);

    [Benchmark]
    public Assignment Solve() => _optimizer.Solve(_problem);

    [Benchmark(Baseline = true)]
    public async Task<double> Schedule()
    {
        using var schedule = await _scheduler.ScheduleAsync(_queries);
        return schedule.ExpectedCostUsd;
    }
}
