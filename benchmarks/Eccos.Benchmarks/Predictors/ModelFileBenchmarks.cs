using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Predictors;

/// <summary>Loading and saving a predictor of 13 endpoints and 8,200 training queries, beside reading the same file and computing its SHA-256.</summary>
[MemoryDiagnoser]
public class ModelFileBenchmarks
{
    private const int TrainingQueries = 8_200;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private IPredictor _predictor = null!;

    [Params("knn", "mlp", "hybrid")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var set = PredictorData.Set(TrainingQueries, seed: 1);
        _predictor = Kind switch { "knn" => await ShortFits.KnnAsync(set), "mlp" => await ShortFits.MlpAsync(set), _ => await ShortFits.HybridAsync(set) };
        await PredictorFile.SaveAsync(_predictor, _path);
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    [Benchmark(Baseline = true)]
    public byte[] ReadAndHash() => SHA256.HashData(File.ReadAllBytes(_path));

    [Benchmark]
    public async Task<IPredictor> Load() => await PredictorFile.LoadAsync(_path);

    [Benchmark]
    public async Task Save() => await PredictorFile.SaveAsync(_predictor, _path);
}
