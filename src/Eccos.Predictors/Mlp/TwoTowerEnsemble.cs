using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// The networks of an ensemble, laid out for prediction: every product of <see cref="TwoTowerNetwork"/> is a sum of rows, one row per input.
/// The length head needs no exponential per endpoint:
/// <code>
/// E[z_ij] = sum_t A_t B_jt mean_t / sum_t A_t B_jt         A_t = exp(W2 E_q)_t,  B_jt = exp(W2 E_l + b2)_t,  mean_t: mean z of bucket t
/// </code>
/// A and B are scaled so that each one's greatest is 1.
/// </summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own scratch memory.</remarks>
internal sealed class TwoTowerEnsemble
{
    /// <summary>Below this, A and B have their greatest in buckets so far apart that single precision loses what is between.</summary>
    private const float LeastDenominator = 1e-30f;

    private readonly TwoTowerNetwork[] _networks;
    private readonly LengthBuckets _buckets;
    private readonly TwoTowerShape _shape;
    private readonly float[][][] _layers;
    private readonly float[][] _heads;
    private readonly float[][] _headBiases;
    private readonly float[][] _bucketTables;
    private readonly int[] _rows;
    private readonly int _widest;

    public TwoTowerEnsemble(TwoTowerNetwork[] networks, LengthBuckets buckets)
    {
        (_networks, _buckets, _shape) = (networks, buckets, networks[0].Shape);
        _layers = Array.ConvertAll(networks, Layers);
        _heads = Array.ConvertAll(networks, Heads);
        _headBiases = Array.ConvertAll(networks, HeadBiases);
        _bucketTables = Array.ConvertAll(networks, BucketTable);
        _widest = _shape.Layers.Max(layer => RowSum.Padded(Math.Max(layer.Inputs, layer.Outputs)));
        _rows = [.. Enumerable.Range(0, Math.Max(_widest, _shape.Buckets))];
        ScratchLength = (3 * _widest) + HeadWidth + BucketStride + _shape.Buckets;
    }

    /// <summary>The numbers of scratch memory that <see cref="Predict"/> needs.</summary>
    public int ScratchLength { get; }

    private int EndpointStride => RowSum.Padded(_shape.Endpoints);

    private int HeadWidth => EndpointStride + RowSum.Padded(_shape.Buckets);

    private int BucketStride => 2 * EndpointStride;

    /// <summary>Answers for one query.</summary>
    /// <param name="x">D query features.</param>
    /// <param name="logits">K rows of M logits, one row per network.</param>
    /// <param name="z">M expected log amounts, summed over the networks; empty when none are wanted.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers.</param>
    public void Predict(ReadOnlySpan<float> x, Span<float> logits, Span<double> z, Span<float> scratch)
    {
        var head = scratch.Slice(3 * _widest, HeadWidth);
        z.Clear();
        for (var n = 0; n < _networks.Length; n++)
        {
            var query = Tower(n, x, scratch);
            _headBiases[n].CopyTo(head);
            Product(query, _heads[n], head);
            head[.._shape.Endpoints].CopyTo(logits.Slice(n * _shape.Endpoints, _shape.Endpoints));
            if (_shape.Buckets > 0 && !z.IsEmpty)
                AddAmounts(n, head.Slice(EndpointStride, _shape.Buckets), scratch[((3 * _widest) + HeadWidth)..], z);
        }
    }

    /// <summary>E_q, in one of three parts of the scratch memory.</summary>
    private Span<float> Tower(int n, ReadOnlySpan<float> x, Span<float> scratch)
    {
        var input = x;
        Span<float> output = default;
        for (var k = 0; k < _shape.Layers.Count; k++)
        {
            var layer = _shape.Layers[k];
            output = scratch.Slice(k % 2 * _widest, layer.Outputs);
            _networks[n].Parameters[layer.Biases].CopyTo(output);
            Product(input, _layers[n][k], output);
            if (k < _shape.Layers.Count - 1)
            {
                var sigmoid = scratch.Slice(2 * _widest, layer.Outputs);
                TensorPrimitives.Sigmoid<float>(output, sigmoid);
                TensorPrimitives.Multiply(output, sigmoid, output);
            }

            input = output;
        }

        return output;
    }

    private void AddAmounts(int n, ReadOnlySpan<float> shared, Span<float> scratch, Span<double> z)
    {
        var sums = scratch[..BucketStride];
        var a = scratch.Slice(BucketStride, _shape.Buckets);
        TensorPrimitives.Subtract(shared, TensorPrimitives.Max(shared), a);
        TensorPrimitives.Exp<float>(a, a);
        sums.Clear();
        Product(a, _bucketTables[n], sums);
        for (var j = 0; j < z.Length; j++)
            z[j] += sums[j] > LeastDenominator ? (double)sums[EndpointStride + j] / sums[j] : Expected(n, j, shared);
    }

    /// <summary>The same by the sums of the logarithms, the greatest of which becomes 1.</summary>
    private double Expected(int n, int j, ReadOnlySpan<float> shared)
    {
        var own = _networks[n].BucketLogits.Slice(j * _shape.Buckets, _shape.Buckets);
        var greatest = double.NegativeInfinity;
        for (var t = 0; t < own.Length; t++)
            greatest = Math.Max(greatest, (double)shared[t] + own[t]);
        double weight = 0, sum = 0;
        for (var t = 0; t < own.Length; t++)
        {
            var p = Math.Exp((double)shared[t] + own[t] - greatest);
            weight += p;
            sum += p * _buckets.Means[t];
        }

        return sum / weight;
    }

    /// <summary>y += x W, with W one row per input.</summary>
    private void Product(ReadOnlySpan<float> x, float[] weights, Span<float> y) =>
        RowSum.Add(y, weights, weights.Length / x.Length, _rows.AsSpan(0, x.Length), x);

    private static float[][] Layers(TwoTowerNetwork network)
    {
        var layers = new float[network.Shape.Layers.Count][];
        for (var k = 0; k < layers.Length; k++)
        {
            var layer = network.Shape.Layers[k];
            var stride = RowSum.Padded(layer.Outputs);
            layers[k] = new float[layer.Inputs * stride];
            var weights = network.Parameters[layer.Weights];
            for (var o = 0; o < layer.Outputs; o++)
            {
                for (var i = 0; i < layer.Inputs; i++)
                    layers[k][(i * stride) + o] = weights[(o * layer.Inputs) + i];
            }
        }

        return layers;
    }

    /// <summary>One row per entry of E_q: W1 * E_l of every endpoint, then W2 of every bucket.</summary>
    private float[] Heads(TwoTowerNetwork network)
    {
        var shape = network.Shape;
        var heads = new float[shape.Embedding * HeadWidth];
        var weights = network.Parameters[shape.CapabilityWeights];
        var buckets = network.Parameters[shape.BucketWeights];
        for (var e = 0; e < shape.Embedding; e++)
        {
            for (var j = 0; j < shape.Endpoints; j++)
                heads[(e * HeadWidth) + j] = weights[e] * network.EndpointVector(j)[e];
            for (var t = 0; t < shape.Buckets; t++)
                heads[(e * HeadWidth) + EndpointStride + t] = buckets[(t * shape.Embedding) + e];
        }

        return heads;
    }

    private float[] HeadBiases(TwoTowerNetwork network)
    {
        var biases = new float[HeadWidth];
        for (var j = 0; j < _shape.Endpoints; j++)
            biases[j] = network.Parameters[_shape.CapabilityBias][0] + network.Parameters[_shape.EndpointBiases][j];
        return biases;
    }

    /// <summary>One row per bucket: B_jt of every endpoint, then B_jt mean_t.</summary>
    private float[] BucketTable(TwoTowerNetwork network)
    {
        var table = new float[_shape.Buckets * BucketStride];
        for (var j = 0; j < _shape.Endpoints && _shape.Buckets > 0; j++)
        {
            var logits = network.BucketLogits.Slice(j * _shape.Buckets, _shape.Buckets);
            var greatest = TensorPrimitives.Max(logits);
            for (var t = 0; t < logits.Length; t++)
            {
                var b = MathF.Exp(logits[t] - greatest);
                table[(t * BucketStride) + j] = b;
                table[(t * BucketStride) + EndpointStride + j] = b * _buckets.Means[t];
            }
        }

        return table;
    }
}
