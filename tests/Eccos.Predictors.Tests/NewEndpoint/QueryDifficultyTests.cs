namespace Eccos.Predictors.Tests;

public sealed class QueryDifficultyTests
{
    [TestCase(0.05)]
    [TestCase(1)]
    [TestCase(2)]
    public void Fit_SimulatedOutcomes_FindsTheirSpread(double s)
    {
        const int Queries = 1500, Endpoints = 8;
        var random = new Random(7);
        var (logits, outcomes) = (new double[Queries * Endpoints], new double[Queries * Endpoints]);
        for (var i = 0; i < Queries; i++)
        {
            var e = s * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            for (var j = 0; j < Endpoints; j++)
            {
                logits[(i * Endpoints) + j] = (random.NextDouble() * 2) - 1;
                var z = (Math.Sqrt(1 + (Math.PI * s * s / 8)) * logits[(i * Endpoints) + j]) + e;
                outcomes[(i * Endpoints) + j] = random.NextDouble() < 0.1 ? double.NaN : random.NextDouble() < 1 / (1 + Math.Exp(-z)) ? 1 : 0;
            }
        }

        var difficulty = QueryDifficulty.Fit(new QueryEndpointMatrix(logits, Endpoints), new QueryEndpointMatrix(outcomes, Endpoints));

        var fitted = Math.Sqrt((difficulty.Kappa * difficulty.Kappa) - 1) * Math.Sqrt(8 / Math.PI);
        Assert.That(fitted, Is.EqualTo(s).Within(0.26));
    }

    [Test]
    public void Posterior_OutcomesOfOthers_MoveTheDifficulty()
    {
        var difficulty = QueryDifficulty.Fit(
            new QueryEndpointMatrix(new double[40], 4),
            new QueryEndpointMatrix([.. Enumerable.Range(0, 40).Select(k => (double)(k / 4 % 2))], 4));

        var (solved, failed, unknown) = (Mean([1, 1, 1, 1]), Mean([0, 0, 0, 0]), Mean([double.NaN, double.NaN, double.NaN, double.NaN]));

        Assert.That(solved, Is.GreaterThan(0.5));
        Assert.That(failed, Is.EqualTo(-solved).Within(1e-9));
        Assert.That(unknown, Is.Zero.Within(1e-9));

        double Mean(double[] outcomes)
        {
            var weights = new double[difficulty.Nodes.Length];
            difficulty.Posterior(new double[4], outcomes, weights);
            Assert.That(weights.Sum(), Is.EqualTo(1).Within(1e-12));
            return weights.Zip(difficulty.Nodes, (weight, node) => weight * node).Sum();
        }
    }
}
