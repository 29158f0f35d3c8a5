using BenchmarkDotNet.Attributes;
using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Predictors;

/// <summary>Taking one label into a predictor of 13 endpoints and 5,000 training queries, and predicting one query, with and without labels in it.</summary>
[MemoryDiagnoser]
public class GrowingBenchmarks
{
    private const int TrainingQueries = 5_000;

    private GrowingPredictor _growing = null!;
    private QAServeRecord[] _labels = [];
    private Query[] _queries = [];
    private int _next;

    [Params("knn", "hybrid")]
    public string Kind { get; set; } = "";

    [Params(0, 10_000)]
    public int Added { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var set = PredictorData.Set(TrainingQueries, seed: 1);
        _growing = Kind == "knn" ? new GrowingPredictor(await ShortFits.KnnAsync(set)) : new GrowingPredictor(await ShortFits.HybridAsync(set));
        _labels = [.. PredictorData.Records(10_000, seed: 2).Select((record, i) => record with { Outputs = [record.Outputs[i % record.Outputs.Count]] })];
        _queries = PredictorData.Queries(1_000, seed: 3);
        await _growing.AddAsync([.. _labels.Take(Added)]);
    }

    [GlobalCleanup]
    public void Dispose() => _growing.Dispose();

    [Benchmark(Baseline = true)]
    public async Task<Prediction> PredictOne() => await _growing.PredictAsync([_queries[_next++ % _queries.Length]]);

    /// <summary>Also with none to begin with: labels come in while this is measured.</summary>
    [Benchmark]
    public async Task AddOne() => await _growing.AddAsync([_labels[_next++ % _labels.Length]]);
}
