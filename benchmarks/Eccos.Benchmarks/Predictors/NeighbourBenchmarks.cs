using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Predictors;

/// <summary>
/// k-nearest neighbours of one query among many observations of 128 dimensions, beside a plain double loop and beside one pass over the same
/// bytes, which no comparison of all vectors can beat: those of the vectors themselves, and the quarter that a search in 8 bits reads.
/// </summary>
[MemoryDiagnoser]
public class NeighbourBenchmarks
{
    private const int Neighbours = 100;

    private readonly ClusteredVectors _vectors = new();
    private KnnPredictor _predictor = null!;
    private Query[] _query = null!;
    private float[] _rows = null!;
    private float[] _quarter = null!;

    [Params(10_000, 100_000)]
    public int Observations { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        // Settings are chosen on a few observations; the others are added, for which nothing is fitted again.
        var few = TrainingSet.Create(new ModelPool([new Endpoint("a")]), Records(0, 500));
        _predictor = await new KnnTrainer(new KnnOptions { Encoder = _vectors, Neighbours = Neighbours, Shrinkage = 1, Temperature = 0.2 }).FitAsync(few);
        _predictor = await _predictor.AddAsync(Records(500, Observations));
        _query = [new Query("query", "-1") { InputTokens = 1 }];
        _rows = new float[Observations * ClusteredVectors.Length];
        await _vectors.EncodeAsync([.. Records(0, Observations).Select(record => record.Query)], _rows);
        _quarter = _rows[..(_rows.Length / 4)];
    }

    [Benchmark(Baseline = true)]
    public double DoubleLoop()
    {
        var query = new float[ClusteredVectors.Length];
        _vectors.Encode(_query[0].Text, query);
        var nearest = new PriorityQueue<int, float>();
        for (var i = 0; i < Observations; i++)
        {
            var cosine = 0f;
            for (var k = 0; k < query.Length; k++)
                cosine += query[k] * _rows[(i * ClusteredVectors.Length) + k];
            if (nearest.Count < Neighbours)
                nearest.Enqueue(i, cosine);
            else
                nearest.EnqueueDequeue(i, cosine);
        }

        return nearest.Count;
    }

    [Benchmark]
    public async Task<Prediction> Predict() => await _predictor.PredictAsync(_query);

    [Benchmark]
    public float ReadVectors() => TensorPrimitives.Sum<float>(_rows);

    [Benchmark]
    public float ReadQuarter() => TensorPrimitives.Sum<float>(_quarter);

    private static IEnumerable<QAServeRecord> Records(int from, int to) => Enumerable.Range(from, to - from).Select(i => new QAServeRecord
    {
        Id = i.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Query = i.ToString(System.Globalization.CultureInfo.InvariantCulture),
        InputTokens = 1,
        Outputs = [new QAServeOutput { Endpoint = "a", Correct = i % 2 }],
    });
}
