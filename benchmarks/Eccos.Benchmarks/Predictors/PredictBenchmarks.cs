using BenchmarkDotNet.Attributes;
using Eccos.Benchmarks.Pipeline;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Predictors;

/// <summary>Predicting one query and a batch, encoding included: 13 endpoints, 5,700 training queries.</summary>
[Config(typeof(PipelineConfig))]
public class PredictBenchmarks
{
    private const int TrainingQueries = 5_700;

    private KnnPredictor _knn = null!;
    private MlpPredictor _mlp = null!;
    private HybridPredictor _hybrid = null!;
    private Query[] _queries = null!;

    [Params(1, 1000)]
    public int Batch { get; set; }

    [GlobalSetup(Target = nameof(Knn))]
    public async Task FitKnnAsync() => _knn = await ShortFits.KnnAsync(Training());

    [GlobalSetup(Target = nameof(Mlp))]
    public async Task FitMlpAsync() => _mlp = await ShortFits.MlpAsync(Training());

    [GlobalSetup(Target = nameof(Hybrid))]
    public async Task FitHybridAsync() => _hybrid = await ShortFits.HybridAsync(Training());

    [Benchmark]
    public async Task<Prediction> Knn() => await _knn.PredictAsync(_queries);

    [Benchmark(Baseline = true)]
    public async Task<Prediction> Mlp() => await _mlp.PredictAsync(_queries);

    [Benchmark]
    public async Task<Prediction> Hybrid() => await _hybrid.PredictAsync(_queries);

    private TrainingSet Training()
    {
        _queries = PredictorData.Queries(Batch, seed: 2);
        return PredictorData.Set(TrainingQueries, seed: 1);
    }
}
