namespace Eccos.Predictors.Tests;

public sealed class LogitFactorsTests
{
    [Test]
    public void Features_KnownEndpoints_GiveBackTheirLogits()
    {
        var random = new Random(1);
        var logits = new QueryEndpointMatrix([.. Enumerable.Range(0, 200).Select(_ => (random.NextDouble() * 4) - 1)], 5);

        var factors = new LogitFactors(logits);

        var features = new double[factors.Dimension];
        var second = Enumerable.Range(0, factors.Dimension).Select(_ => 0.0).ToArray();
        for (var i = 0; i < logits.QueryCount; i++)
        {
            factors.Features(logits.Row(i), features);
            for (var k = 0; k < features.Length; k++)
                second[k] += features[k] * features[k] / logits.QueryCount;
            for (var j = 0; j < 5; j++)
                Assert.That(features.Zip(factors.Vectors[j], (f, w) => f * w).Sum(), Is.EqualTo(logits[i, j]).Within(1e-8));
        }

        Assert.That(second[2..], Has.All.EqualTo(1).Within(1e-8), "the kinds of queries have variance 1");
    }

    [Test]
    public void Features_EndpointsThatNeverDiffer_HaveNoKinds()
    {
        var factors = new LogitFactors(new QueryEndpointMatrix([1, 1, 1, 1, 1, 1], 3));

        Assert.That(factors.Dimension, Is.EqualTo(2));
        Assert.That(factors.Vectors, Has.All.EqualTo(new[] { 1.0, 1.0 }));
    }

    [Test]
    public void Vectors_EveryQueryPredictedAlike_HaveNoSlopeMadeOfRounding()
    {
        double[] row = [Logistic.Logit(0.97), Logistic.Logit(0.5), Logistic.Logit(0.33)];
        for (var n = 2; n < 60; n++)
        {
            var factors = new LogitFactors(new QueryEndpointMatrix([.. Enumerable.Repeat(row, n).SelectMany(logits => logits)], 3));

            Assert.That(factors.State.Alpha, Is.All.EqualTo(1), $"{n} queries");
            Assert.That(factors.State.Beta, Is.EqualTo(row).Within(1e-12));
        }
    }
}
