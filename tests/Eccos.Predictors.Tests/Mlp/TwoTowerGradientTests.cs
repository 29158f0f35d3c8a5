namespace Eccos.Predictors.Tests;

public sealed class TwoTowerGradientTests
{
    private const int Endpoints = 3;
    private const int Buckets = 4;

    private static readonly TwoTowerShape _shape = new(5, [6, 4], 3, Endpoints, Buckets);

    private static IEnumerable<TestCaseData> Parts()
    {
        for (var k = 0; k < _shape.Layers.Count; k++)
        {
            yield return new TestCaseData(_shape.Layers[k].Weights).SetArgDisplayNames($"weights of layer {k}");
            yield return new TestCaseData(_shape.Layers[k].Biases).SetArgDisplayNames($"biases of layer {k}");
        }

        yield return new TestCaseData(_shape.CapabilityWeights).SetArgDisplayNames("W1");
        yield return new TestCaseData(_shape.CapabilityBias).SetArgDisplayNames("b1");
        yield return new TestCaseData(_shape.EndpointBiases).SetArgDisplayNames("endpoint biases");
        yield return new TestCaseData(_shape.EndpointVectors).SetArgDisplayNames("endpoint vectors");
        yield return new TestCaseData(_shape.BucketWeights).SetArgDisplayNames("W2");
        yield return new TestCaseData(_shape.BucketBiases).SetArgDisplayNames("b2");
    }

    [TestCaseSource(nameof(Parts))]
    public void Compute_EveryParameterOfALayer_AgreesWithFiniteDifferences(Range part)
    {
        var (parameters, labels, rows) = Problem();
        var gradient = new TwoTowerGradient(_shape, 0.7, 0, 0);
        gradient.Compute(parameters, labels, rows, null);
        var analytic = gradient.Gradient[part];
        var (start, length) = part.GetOffsetAndLength(parameters.Length);

        for (var k = 0; k < length; k++)
        {
            const float H = 4e-3f;
            var numeric = (At(start + k, H) - At(start + k, -H)) / (2 * H);
            Assert.That(analytic[k], Is.EqualTo(numeric).Within(2e-4 + (0.01 * Math.Abs(numeric))), $"parameter {k}");
        }

        double At(int place, float step)
        {
            var moved = (float[])parameters.Clone();
            moved[place] += step;
            return PlainLoss(moved, labels, rows, 0.7);
        }
    }

    [Test]
    public void Compute_WithoutDropout_IsTheLossOfTheNetworkThatPredicts()
    {
        var (parameters, labels, rows) = Problem();

        var loss = new TwoTowerGradient(_shape, 0.7, 0.5, 0.5).Loss(parameters, labels, rows);

        Assert.That(loss, Is.EqualTo(PlainLoss(parameters, labels, rows, 0.7)).Within(1e-5));
    }

    [Test]
    public void Compute_PairsWithoutLabels_HaveNoGradient()
    {
        var (parameters, labels, rows) = Problem();
        for (var k = 1; k < labels.Success.Length; k += Endpoints)
        {
            labels.Success[k] = float.NaN;
            labels.Bucket[k] = -1;
        }

        var gradient = new TwoTowerGradient(_shape, 1, 0, 0);
        gradient.Compute(parameters, labels, rows, null);

        Assert.That(gradient.Gradient[_shape.EndpointVectors][3..6], Is.All.Zero);
        Assert.That(gradient.Gradient[_shape.EndpointBiases][1], Is.Zero);
        Assert.That(gradient.Gradient[_shape.EndpointBiases][0], Is.Not.Zero);
    }

    [Test]
    public void Compute_NoLabelAtAll_IsZeroNotNaN()
    {
        var (parameters, labels, rows) = Problem();
        Array.Fill(labels.Success, float.NaN);
        Array.Fill(labels.Bucket, -1);
        var gradient = new TwoTowerGradient(_shape, 1, 0, 0);

        Assert.That(gradient.Compute(parameters, labels, rows, null), Is.Zero);
        Assert.That(gradient.Gradient, Is.All.Zero);
    }

    /// <summary>The loss from the predicting network's answers, in double precision.</summary>
    private static double PlainLoss(float[] parameters, TwoTowerLabels labels, int[] rows, double gamma)
    {
        var network = new TwoTowerNetwork(_shape, parameters);
        double outcome = 0, length = 0;
        int outcomes = 0, lengths = 0;
        foreach (var i in rows)
        {
            var (logits, buckets) = (new float[Endpoints], new float[Endpoints * Buckets]);
            network.Predict(labels.Features.Row(i), logits, buckets, new float[network.ScratchLength]);
            for (var j = 0; j < Endpoints; j++)
            {
                var y = labels.Success[(i * Endpoints) + j];
                if (!float.IsNaN(y))
                {
                    var p = 1 / (1 + Math.Exp(-logits[j]));
                    outcome -= (y * Math.Log(p)) + ((1 - y) * Math.Log(1 - p));
                    outcomes++;
                }

                var bucket = labels.Bucket[(i * Endpoints) + j];
                if (bucket >= 0)
                {
                    length -= Math.Log(buckets[(j * Buckets) + bucket]);
                    lengths++;
                }
            }
        }

        return (outcome / outcomes) + (gamma * length / lengths);
    }

    private static (float[] Parameters, TwoTowerLabels Labels, int[] Rows) Problem()
    {
        var random = new Random(5);
        var parameters = new float[_shape.ParameterCount];
        for (var k = 0; k < parameters.Length; k++)
            parameters[k] = (float)((random.NextDouble() * 1.6) - 0.8);
        var features = new DenseMatrix(7, _shape.Inputs);
        for (var k = 0; k < features.Values.Length; k++)
            features.Values[k] = (float)((random.NextDouble() * 2) - 1);
        var success = new float[7 * Endpoints];
        var bucket = new int[success.Length];
        for (var k = 0; k < success.Length; k++)
        {
            success[k] = k % 5 == 3 ? float.NaN : random.Next(5) / 4f;
            bucket[k] = k % 4 == 1 ? -1 : random.Next(Buckets);
        }

        return (parameters, new TwoTowerLabels(features, success, bucket), [0, 1, 2, 4, 5, 6]);
    }
}
