using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// The two-tower network of ECCOS (arXiv 2502.20576): the query tower gives E_q, every endpoint has a learned vector E_l, two heads share them:
/// <code>
/// h_0 = x,  h_k = silu(W_k h_(k-1) + b_k),  E_q = W h + b       silu(z) = z sigmoid(z)
/// a_ij      = sigmoid(W1 . (E_q * E_l) + b1 + beta_j)           success probability
/// p_ij(t)   = softmax_t(W2 (E_q + E_l) + b2)                    output length falls into bucket t
/// </code>
/// W2 (E_q + E_l) is computed as W2 E_q + W2 E_l, so that a query costs one product whatever the number of endpoints.
/// </summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own scratch memory.</remarks>
internal sealed class TwoTowerNetwork
{
    private readonly float[] _parameters;
    private readonly float[] _bucketLogits;

    public TwoTowerNetwork(TwoTowerShape shape, float[] parameters)
    {
        Shape = shape;
        _parameters = parameters;
        _bucketLogits = new float[shape.Endpoints * shape.Buckets];
        for (var j = 0; j < shape.Endpoints; j++)
        {
            for (var t = 0; t < shape.Buckets; t++)
                _bucketLogits[(j * shape.Buckets) + t] = TensorPrimitives.Dot(Row(shape.BucketWeights, t), EndpointVector(j)) + Part(shape.BucketBiases)[t];
        }

        ScratchLength = (2 * shape.Layers.Max(layer => layer.Outputs)) + shape.Embedding + (2 * shape.Buckets);
    }

    public TwoTowerShape Shape { get; }

    /// <summary>All parameters, for saving.</summary>
    public ReadOnlySpan<float> Parameters => _parameters;

    /// <summary>W2 E_l + b2: M rows of B numbers.</summary>
    public ReadOnlySpan<float> BucketLogits => _bucketLogits;

    /// <summary>The numbers of scratch memory that <see cref="Predict"/> needs.</summary>
    public int ScratchLength { get; }

    /// <summary>E_l of an endpoint.</summary>
    public ReadOnlySpan<float> EndpointVector(int endpoint) => Row(Shape.EndpointVectors, endpoint);

    /// <summary>Adds this network's answer for one query to what is there already.</summary>
    /// <param name="x">D query features.</param>
    /// <param name="logits">M entries: += logit a_ij.</param>
    /// <param name="bucketProbabilities">M rows of B entries: += p_ij(t).</param>
    /// <param name="scratch"><see cref="ScratchLength"/> numbers.</param>
    public void Predict(ReadOnlySpan<float> x, Span<float> logits, Span<float> bucketProbabilities, Span<float> scratch)
    {
        var widest = (scratch.Length - Shape.Embedding - (2 * Shape.Buckets)) / 2;
        var query = scratch.Slice(2 * widest, Shape.Embedding);
        Tower(x, scratch[..widest], scratch.Slice(widest, widest), query);

        var bias = Part(Shape.CapabilityBias)[0];
        var biases = Part(Shape.EndpointBiases);
        var weighted = scratch[..Shape.Embedding];
        TensorPrimitives.Multiply(query, Part(Shape.CapabilityWeights), weighted);
        for (var j = 0; j < Shape.Endpoints; j++)
            logits[j] += TensorPrimitives.Dot<float>(weighted, EndpointVector(j)) + bias + biases[j];

        if (Shape.Buckets == 0)
            return;
        var shared = scratch.Slice((2 * widest) + Shape.Embedding, Shape.Buckets);
        var own = scratch.Slice((2 * widest) + Shape.Embedding + Shape.Buckets, Shape.Buckets);
        for (var t = 0; t < Shape.Buckets; t++)
            shared[t] = TensorPrimitives.Dot(Row(Shape.BucketWeights, t), query);
        for (var j = 0; j < Shape.Endpoints; j++)
        {
            TensorPrimitives.Add(shared, _bucketLogits.AsSpan(j * Shape.Buckets, Shape.Buckets), own);
            VectorMath.Softmax(own);
            var sum = bucketProbabilities.Slice(j * Shape.Buckets, Shape.Buckets);
            TensorPrimitives.Add(sum, own, sum);
        }
    }

    private void Tower(ReadOnlySpan<float> x, Span<float> one, Span<float> other, Span<float> query)
    {
        var input = x;
        for (var k = 0; k < Shape.Layers.Count; k++)
        {
            var layer = Shape.Layers[k];
            var last = k == Shape.Layers.Count - 1;
            var output = last ? query : (k % 2 == 0 ? one : other)[..layer.Outputs];
            var biases = Part(layer.Biases);
            for (var o = 0; o < layer.Outputs; o++)
                output[o] = TensorPrimitives.Dot(_parameters.AsSpan(layer.Weights).Slice(o * layer.Inputs, layer.Inputs), input) + biases[o];
            if (!last)
                Silu(output);
            input = output;
        }
    }

    private static void Silu(Span<float> values)
    {
        for (var k = 0; k < values.Length; k++)
            values[k] /= 1 + MathF.Exp(-values[k]);
    }

    private ReadOnlySpan<float> Part(Range part) => _parameters.AsSpan(part);

    private ReadOnlySpan<float> Row(Range part, int row) => _parameters.AsSpan(part).Slice(row * Shape.Embedding, Shape.Embedding);
}
