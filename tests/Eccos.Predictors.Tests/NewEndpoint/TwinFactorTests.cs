namespace Eccos.Predictors.Tests;

public sealed class TwinFactorTests
{
    [Test]
    public void Create_TwoCamps_FindsHowTwinsTellThemApart()
    {
        double[] eta = [1, 1, -1, -1];
        var random = new Random(5);
        var (untwinned, twinned) = (new double[400], new double[400]);
        var x = new double[100];
        for (var i = 0; i < 100; i++)
        {
            // Most queries have no twin; what a twin tells of all endpoints alike tells none apart.
            x[i] = i % 4 == 0 ? (random.NextDouble() * 4) - 2 : 0;
            var common = i % 4 == 0 ? random.NextDouble() : 0;
            for (var j = 0; j < 4; j++)
            {
                untwinned[(i * 4) + j] = random.NextDouble() + j;
                twinned[(i * 4) + j] = untwinned[(i * 4) + j] + common + (eta[j] * x[i]);
            }
        }

        var (logits, without) = (new QueryEndpointMatrix(twinned, 4), new QueryEndpointMatrix(untwinned, 4));
        var factor = TwinFactor.Create(logits, without)!;

        Assert.That(factor.Direction.Sum(), Is.Zero.Within(1e-9));
        var features = Enumerable.Range(0, 100).Select(i => factor.Feature(logits.Row(i), without.Row(i))).ToArray();
        Assert.That(features.Average(value => value * value), Is.EqualTo(1).Within(1e-9));
        for (var i = 0; i < 100; i++)
        {
            for (var j = 0; j < 4; j++)
                Assert.That(factor.Loadings[j] * features[i], Is.EqualTo(eta[j] * x[i]).Within(1e-9));
        }
    }

    [Test]
    public void Create_NoTwins_IsNull()
    {
        var logits = new QueryEndpointMatrix([0.1, 0.2, 0.3, 0.4], 2);

        Assert.That(TwinFactor.Create(logits, logits), Is.Null);
        Assert.That(TwinFactor.Create(new QueryEndpointMatrix([1.1, 1.2, 0.3, 0.4], 2), logits), Is.Null);
    }
}
