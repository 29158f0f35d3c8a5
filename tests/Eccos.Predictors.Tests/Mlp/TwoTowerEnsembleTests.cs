namespace Eccos.Predictors.Tests;

public sealed class TwoTowerEnsembleTests
{
    [TestCase(new int[0], 3, 5)]
    [TestCase(new[] { 7 }, 20, 24)]
    [TestCase(new[] { 40, 9 }, 13, 6)]
    [TestCase(new[] { 7 }, 2, 0)]
    public void Predict_AnyShape_IsWhatTheNetworksSay(int[] hidden, int endpoints, int buckets)
    {
        var random = new Random(1);
        var shape = new TwoTowerShape(11, hidden, 6, endpoints, buckets);
        var networks = Enumerable.Range(0, 3).Select(_ => new TwoTowerNetwork(shape, Numbers(random, shape.ParameterCount, 1))).ToArray();
        var means = Numbers(random, buckets, 1);
        var ensemble = new TwoTowerEnsemble(networks, new LengthBuckets(new float[Math.Max(buckets - 1, 0)], means));
        for (var query = 0; query < 20; query++)
        {
            var x = Numbers(random, 11, 2);
            var (logits, z) = (new float[3 * endpoints], new double[endpoints]);

            ensemble.Predict(x, logits, z, new float[ensemble.ScratchLength]);

            var probabilities = new float[endpoints * buckets];
            for (var n = 0; n < 3; n++)
            {
                var own = new float[endpoints];
                networks[n].Predict(x, own, probabilities, new float[networks[n].ScratchLength]);
                Assert.That(logits[(n * endpoints)..((n + 1) * endpoints)], Is.EqualTo(own).Within(1e-5));
            }

            for (var j = 0; j < endpoints; j++)
                Assert.That(z[j], Is.EqualTo(Enumerable.Range(0, buckets).Sum(t => (double)probabilities[(j * buckets) + t] * means[t])).Within(1e-5));
        }
    }

    [Test]
    public void Predict_BucketsSoFarApartThatProductsOfExponentialsVanish_IsTheMeanOfTheOneBucketLeft()
    {
        // E_q = x and E_l = (1, 1); W2 gives the query's buckets 0, -200, -400 and the endpoint's -400, -190, 0: bucket 1 is ahead by 10.
        var shape = new TwoTowerShape(2, [], 2, 1, 3);
        var parameters = new float[shape.ParameterCount];
        float[] tower = [1, 0, 0, 1];
        tower.CopyTo(parameters.AsSpan(shape.Layers[0].Weights));
        parameters.AsSpan(shape.EndpointVectors)[1] = 1;
        float[] buckets = [0, -400, -200, -190, -400, 0];
        buckets.CopyTo(parameters.AsSpan(shape.BucketWeights));
        var ensemble = new TwoTowerEnsemble([new TwoTowerNetwork(shape, parameters)], new LengthBuckets([0, 1], [5, 7, 9]));
        var z = new double[1];

        ensemble.Predict([1, 0], new float[1], z, new float[ensemble.ScratchLength]);

        Assert.That(z[0], Is.EqualTo(7).Within(1e-3));
    }

    private static float[] Numbers(Random random, int count, double scale) => Array.ConvertAll(new float[count], _ => (float)(scale * (random.NextDouble() - 0.5)));
}
