namespace Eccos.Predictors;

/// <summary>
/// Trains one network of the ensemble: mini-batches in a seeded order, AdamW with a cosine schedule, the parameters averaged along the way
/// (Polyak averaging), the best epoch by validation loss kept.
/// </summary>
internal sealed class TwoTowerTraining
{
    private readonly TwoTowerShape _shape;
    private readonly TwoTowerLabels _labels;
    private readonly MlpOptions _options;
    private readonly Random _random;
    private readonly float[] _decay;
    private readonly TwoTowerGradient _gradient;

    public TwoTowerTraining(TwoTowerShape shape, TwoTowerLabels labels, MlpOptions options, int seed)
    {
        (_shape, _labels, _options) = (shape, labels, options);
        _random = new Random(seed);
        _decay = new float[shape.ParameterCount];
        foreach (var layer in shape.Layers)
            _decay.AsSpan(layer.Weights).Fill((float)options.WeightDecay);
        _decay.AsSpan(shape.CapabilityWeights).Fill((float)options.WeightDecay);
        _decay.AsSpan(shape.BucketWeights).Fill((float)options.WeightDecay);
        _gradient = new TwoTowerGradient(shape, options.LengthWeight, options.Dropout, options.InputDropout);
    }

    /// <summary>Trains.</summary>
    /// <param name="fit">The rows to learn from.</param>
    /// <param name="validation">The rows to stop early by; empty to run all epochs.</param>
    /// <param name="report">Told of the epochs done and the best validation loss.</param>
    /// <param name="cancellationToken">Ends training early; the best so far is returned.</param>
    /// <returns>The parameters; null where training ended before it began.</returns>
    public float[]? Run(int[] fit, int[] validation, Action<int, double?> report, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return null;
        var parameters = Initial(fit);
        var average = (float[])parameters.Clone();
        var best = (float[])parameters.Clone();
        var bestLoss = double.PositiveInfinity;
        var since = 0;
        var adam = new AdamW(parameters.Length, _decay);
        var evaluation = new TwoTowerGradient(_shape, _options.LengthWeight, 0, 0);
        var order = (int[])fit.Clone();
        var steps = (order.Length + _options.BatchSize - 1) / _options.BatchSize;
        var step = 0;
        for (var epoch = 0; epoch < _options.MaxEpochs && since < _options.Patience && !cancellationToken.IsCancellationRequested; epoch++)
        {
            _random.Shuffle(order);
            for (var start = 0; start < order.Length && !cancellationToken.IsCancellationRequested; start += _options.BatchSize)
            {
                var batch = order.AsSpan(start, Math.Min(_options.BatchSize, order.Length - start));
                _gradient.Compute(parameters, _labels, batch, _random);
                var eta = _options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * step / (steps * (double)_options.MaxEpochs)));
                adam.Step(parameters, _gradient.Gradient, eta);
                PullTogether(parameters, (float)Math.Min(1, eta * _options.InteractionDecay));
                Average(average, parameters, step++);
            }

            if (validation.Length == 0)
            {
                best = (float[])average.Clone();
                report(epoch + 1, null);
                continue;
            }

            var loss = evaluation.Loss(average, _labels, validation);
            since++;
            if (loss < bestLoss)
            {
                (bestLoss, since) = (loss, 0);
                average.CopyTo(best, 0);
            }

            report(epoch + 1, bestLoss);
        }

        return best;
    }

    /// <summary>He's initial weights; endpoints start alike and with their mean success, so that what is learned first is what all share.</summary>
    private float[] Initial(int[] fit)
    {
        var parameters = new float[_shape.ParameterCount];
        foreach (var layer in _shape.Layers)
            Gaussian(parameters.AsSpan(layer.Weights), 0, Math.Sqrt(1.0 / layer.Inputs));
        Gaussian(parameters.AsSpan(_shape.CapabilityWeights), 0, Math.Sqrt(1.0 / _shape.Embedding));
        Gaussian(parameters.AsSpan(_shape.EndpointVectors), 1, 0.1);
        Gaussian(parameters.AsSpan(_shape.BucketWeights), 0, 0.1 * Math.Sqrt(1.0 / _shape.Embedding));
        for (var j = 0; j < _shape.Endpoints; j++)
        {
            double sum = 0.5, count = 1;
            foreach (var i in fit)
            {
                var y = _labels.Success[(i * _shape.Endpoints) + j];
                if (float.IsNaN(y))
                    continue;
                sum += y;
                count++;
            }

            parameters.AsSpan(_shape.EndpointBiases)[j] = (float)Math.Log(sum / (count + 0.5 - sum));
        }

        return parameters;
    }

    private void Gaussian(Span<float> values, double mean, double deviation)
    {
        for (var k = 0; k < values.Length; k++)
        {
            // Box and Muller
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            values[k] = (float)(mean + (deviation * radius * Math.Cos(2 * Math.PI * _random.NextDouble())));
        }
    }

    private void PullTogether(float[] parameters, float rate)
    {
        var vectors = parameters.AsSpan(_shape.EndpointVectors);
        for (var e = 0; e < _shape.Embedding; e++)
        {
            var mean = 0f;
            for (var k = e; k < vectors.Length; k += _shape.Embedding)
                mean += vectors[k];
            mean /= _shape.Endpoints;
            for (var k = e; k < vectors.Length; k += _shape.Embedding)
                vectors[k] -= rate * (vectors[k] - mean);
        }
    }

    private static void Average(float[] average, float[] parameters, int step)
    {
        var keep = (float)Math.Min(0.99, (1.0 + step) / (10 + step));
        for (var k = 0; k < average.Length; k++)
            average[k] = (keep * average[k]) + ((1 - keep) * parameters[k]);
    }
}
