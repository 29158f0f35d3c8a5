using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// Loss of a <see cref="TwoTowerNetwork"/> on a mini-batch and its gradient by back-propagation (D. Rumelhart, G. Hinton, R. Williams 1986):
/// <code>
/// L = mean over labelled (i, j) of -y ln a - (1 - y) ln(1 - a)          y in [0, 1]
///   + gamma * mean over labelled (i, j) of -ln p_ij(t_ij)
/// </code>
/// A pair without a label adds nothing to either mean. Dropout (N. Srivastava et al. 2014) scales what it keeps, so that prediction needs none.
/// </summary>
/// <remarks>One thread's work: one order of additions, so a run repeats exactly.</remarks>
internal sealed class TwoTowerGradient
{
    private readonly TwoTowerShape _shape;
    private readonly double _gamma;
    private readonly double _dropout;
    private readonly double _inputDropout;
    private readonly float[][] _h;
    private readonly float[][] _slope;
    private readonly float[][] _delta;
    private readonly float[] _weighted;
    private readonly float[] _mixed;
    private readonly float[] _shared;
    private readonly float[] _sharedDelta;
    private readonly float[] _p;
    private readonly float[] _endpointLogits;
    private readonly float[] _endpointDelta;

    public TwoTowerGradient(TwoTowerShape shape, double gamma, double dropout, double inputDropout)
    {
        (_shape, _gamma, _dropout, _inputDropout) = (shape, gamma, dropout, inputDropout);
        Gradient = new float[shape.ParameterCount];
        _h = [new float[shape.Inputs], .. shape.Layers.Select(layer => new float[layer.Outputs])];
        _slope = [.. _h.Select(values => new float[values.Length])];
        _delta = [.. _h.Select(values => new float[values.Length])];
        _weighted = new float[shape.Embedding];
        _mixed = new float[shape.Embedding];
        _shared = new float[shape.Buckets];
        _sharedDelta = new float[shape.Buckets];
        _p = new float[shape.Buckets];
        _endpointLogits = new float[shape.Endpoints * shape.Buckets];
        _endpointDelta = new float[shape.Endpoints * shape.Buckets];
    }

    /// <summary>dL / d parameters of the last batch.</summary>
    public float[] Gradient { get; }

    /// <summary>Computes loss and gradient.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="labels">Features and labels.</param>
    /// <param name="batch">The rows of the batch.</param>
    /// <param name="random">Drives dropout; <see langword="null"/> for none.</param>
    /// <returns>The loss.</returns>
    public double Compute(float[] parameters, TwoTowerLabels labels, ReadOnlySpan<int> batch, Random? random) =>
        Run(parameters, labels, batch, random, backward: true);

    /// <summary>The loss alone, without dropout, as one batch; <see cref="Gradient"/> then holds nothing of use.</summary>
    public double Loss(float[] parameters, TwoTowerLabels labels, ReadOnlySpan<int> rows) => Run(parameters, labels, rows, random: null, backward: false);

    private double Run(float[] parameters, TwoTowerLabels labels, ReadOnlySpan<int> batch, Random? random, bool backward)
    {
        Array.Clear(Gradient);
        Array.Clear(_endpointDelta);
        var (outcomes, lengths) = labels.Count(batch);
        var perOutcome = outcomes > 0 ? 1f / outcomes : 0;
        var perLength = lengths > 0 ? (float)_gamma / lengths : 0;
        for (var j = 0; j < _shape.Endpoints; j++)
        {
            for (var t = 0; t < _shape.Buckets; t++)
            {
                _endpointLogits[(j * _shape.Buckets) + t] =
                    TensorPrimitives.Dot(Row(parameters, _shape.BucketWeights, t), Row(parameters, _shape.EndpointVectors, j)) + parameters.AsSpan(_shape.BucketBiases)[t];
            }
        }

        var loss = 0.0;
        foreach (var i in batch)
        {
            Forward(parameters, labels.Features.Row(i), random);
            _delta[^1].AsSpan().Clear();
            loss += perOutcome * CapabilityHead(parameters, labels.Success.AsSpan(i * _shape.Endpoints, _shape.Endpoints), perOutcome);
            if (_shape.Buckets > 0)
                loss += perLength * LengthHead(parameters, labels.Bucket.AsSpan(i * _shape.Endpoints, _shape.Endpoints), perLength);
            if (backward)
                Backward(parameters);
        }

        if (!backward)
            return loss;

        // W2 E_l is shared by the batch, and so is its gradient.
        for (var j = 0; j < _shape.Endpoints; j++)
        {
            for (var t = 0; t < _shape.Buckets; t++)
            {
                var delta = _endpointDelta[(j * _shape.Buckets) + t];
                VectorMath.AddScaled(Row(Gradient, _shape.EndpointVectors, j), Row(parameters, _shape.BucketWeights, t), delta);
                VectorMath.AddScaled(Row(Gradient, _shape.BucketWeights, t), Row(parameters, _shape.EndpointVectors, j), delta);
            }
        }

        return loss;
    }

    private void Forward(float[] parameters, ReadOnlySpan<float> x, Random? random)
    {
        x.CopyTo(_h[0]);
        Drop(_h[0], [], _inputDropout, random);
        for (var k = 0; k < _shape.Layers.Count; k++)
        {
            var layer = _shape.Layers[k];
            var weights = parameters.AsSpan(layer.Weights);
            var biases = parameters.AsSpan(layer.Biases);
            var output = _h[k + 1];
            for (var o = 0; o < layer.Outputs; o++)
                output[o] = TensorPrimitives.Dot(weights.Slice(o * layer.Inputs, layer.Inputs), _h[k]) + biases[o];
            if (k == _shape.Layers.Count - 1)
                continue;
            for (var o = 0; o < layer.Outputs; o++)
            {
                var z = output[o];
                var sigmoid = 1 / (1 + MathF.Exp(-z));
                output[o] = z * sigmoid;
                _slope[k + 1][o] = sigmoid * (1 + (z * (1 - sigmoid)));
            }

            Drop(output, _slope[k + 1], _dropout, random);
        }
    }

    private static void Drop(Span<float> values, Span<float> slopes, double rate, Random? random)
    {
        if (random is null || rate == 0)
            return;
        var keep = (float)(1 / (1 - rate));
        for (var k = 0; k < values.Length; k++)
        {
            var factor = random.NextDouble() < rate ? 0 : keep;
            values[k] *= factor;
            if (slopes.Length > 0)
                slopes[k] *= factor;
        }
    }

    private double CapabilityHead(float[] parameters, ReadOnlySpan<float> success, float scale)
    {
        var query = _h[^1];
        var w = parameters.AsSpan(_shape.CapabilityWeights);
        var biases = parameters.AsSpan(_shape.EndpointBiases);
        var bias = parameters[_shape.CapabilityBias.Start.Value];
        TensorPrimitives.Multiply(query, w, _weighted);
        Array.Clear(_mixed);
        var loss = 0.0;
        for (var j = 0; j < _shape.Endpoints; j++)
        {
            var y = success[j];
            if (float.IsNaN(y))
                continue;
            var vector = Row(parameters, _shape.EndpointVectors, j);
            var logit = TensorPrimitives.Dot<float>(_weighted, vector) + bias + biases[j];
            loss += Logistic.LogLoss(logit, y);
            var g = scale * ((1 / (1 + MathF.Exp(-logit))) - y);
            Gradient[_shape.EndpointBiases.Start.Value + j] += g;
            Gradient[_shape.CapabilityBias.Start.Value] += g;
            VectorMath.AddScaled(_mixed, vector, g);
            VectorMath.AddScaled(Row(Gradient, _shape.EndpointVectors, j), _weighted, g);
        }

        TensorPrimitives.MultiplyAdd(_mixed, query, Gradient.AsSpan(_shape.CapabilityWeights), Gradient.AsSpan(_shape.CapabilityWeights));
        TensorPrimitives.MultiplyAdd(_mixed, w, _delta[^1], _delta[^1]);
        return loss;
    }

    private double LengthHead(float[] parameters, ReadOnlySpan<int> buckets, float scale)
    {
        var query = _h[^1];
        for (var t = 0; t < _shape.Buckets; t++)
            _shared[t] = TensorPrimitives.Dot(Row(parameters, _shape.BucketWeights, t), query);
        Array.Clear(_sharedDelta);
        var loss = 0.0;
        for (var j = 0; j < _shape.Endpoints; j++)
        {
            var truth = buckets[j];
            if (truth < 0)
                continue;
            TensorPrimitives.Add(_shared, _endpointLogits.AsSpan(j * _shape.Buckets, _shape.Buckets), _p);
            VectorMath.Softmax(_p);
            loss -= Math.Log(Math.Max(_p[truth], 1e-30));
            _p[truth] -= 1;
            VectorMath.AddScaled(_sharedDelta, _p, scale);
            VectorMath.AddScaled(_endpointDelta.AsSpan(j * _shape.Buckets, _shape.Buckets), _p, scale);
        }

        var biases = Gradient.AsSpan(_shape.BucketBiases);
        TensorPrimitives.Add(biases, _sharedDelta, biases);
        for (var t = 0; t < _shape.Buckets; t++)
        {
            VectorMath.AddScaled(Row(Gradient, _shape.BucketWeights, t), query, _sharedDelta[t]);
            VectorMath.AddScaled(_delta[^1], Row(parameters, _shape.BucketWeights, t), _sharedDelta[t]);
        }

        return loss;
    }

    private void Backward(float[] parameters)
    {
        for (var k = _shape.Layers.Count - 1; k >= 0; k--)
        {
            var layer = _shape.Layers[k];
            var weights = parameters.AsSpan(layer.Weights);
            var gradient = Gradient.AsSpan(layer.Weights);
            var biases = Gradient.AsSpan(layer.Biases);
            var delta = _delta[k + 1];
            if (k > 0)
                Array.Clear(_delta[k]);
            for (var o = 0; o < layer.Outputs; o++)
            {
                if (delta[o] == 0)
                    continue;
                biases[o] += delta[o];
                VectorMath.AddScaled(gradient.Slice(o * layer.Inputs, layer.Inputs), _h[k], delta[o]);
                if (k > 0)
                    VectorMath.AddScaled(_delta[k], weights.Slice(o * layer.Inputs, layer.Inputs), delta[o]);
            }

            if (k > 0)
                TensorPrimitives.Multiply(_delta[k], _slope[k], _delta[k]);
        }
    }

    private Span<float> Row(float[] values, Range part, int row) => values.AsSpan(part).Slice(row * _shape.Embedding, _shape.Embedding);
}
