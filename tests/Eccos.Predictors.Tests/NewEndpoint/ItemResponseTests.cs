using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class ItemResponseTests
{
    private static readonly QueryDifficulty _difficulty = QueryDifficulty.Fit(
        new QueryEndpointMatrix([.. Enumerable.Range(0, 60).Select(k => (k % 7) - 3.0)], 3),
        new QueryEndpointMatrix([.. Enumerable.Range(0, 60).Select(k => (double)(k / 3 % 2))], 3));

    [Test]
    public void Posterior_OneDimension_EqualsTheIntegralOverAGrid()
    {
        var probes = Probes(200, 1);
        var prior = new EndpointVector(Vector<double>.Build.Dense(1, 0.4), Matrix<double>.Build.Dense(1, 1, 0.5));

        var posterior = ItemResponse.Posterior(prior, probes, _difficulty);

        double weight = 0, mean = 0, square = 0;
        for (var w = -2.0; w <= 3; w += 0.001)
        {
            var p = Math.Exp(LogPosterior([w], prior, probes) + 130);
            weight += p;
            mean += p * w;
            square += p * w * w;
        }

        mean /= weight;
        Assert.That(posterior.Mean[0], Is.EqualTo(mean).Within(0.02));
        Assert.That(posterior.Covariance[0, 0], Is.EqualTo((square / weight) - (mean * mean)).Within(10).Percent);
    }

    [Test]
    public void Posterior_SeveralDimensions_IsWhereTheFiniteDifferencesVanish()
    {
        var probes = Probes(50, 3);
        var prior = new EndpointVector(Vector<double>.Build.DenseOfArray([0.2, 1, 0]), Matrix<double>.Build.DenseOfDiagonalArray([0.5, 0.2, 0.1]));

        var posterior = ItemResponse.Posterior(prior, probes, _difficulty);

        const double Step = 1e-4;
        for (var k = 0; k < 3; k++)
        {
            var (above, below) = (posterior.Mean.ToArray(), posterior.Mean.ToArray());
            above[k] += Step;
            below[k] -= Step;
            Assert.That((LogPosterior(above, prior, probes) - LogPosterior(below, prior, probes)) / (2 * Step), Is.Zero.Within(1e-4));
            Assert.That(posterior.Covariance[k, k], Is.GreaterThan(0).And.LessThan(prior.Covariance[k, k]));
        }
    }

    [Test]
    public void Posterior_NoProbe_IsThePrior()
    {
        var prior = new EndpointVector(Vector<double>.Build.Dense(2, 0.4), Matrix<double>.Build.DenseIdentity(2));

        Assert.That(ItemResponse.Posterior(prior, [], _difficulty), Is.SameAs(prior));
    }

    [Test]
    public void Response_Slope_EqualsTheFiniteDifference()
    {
        double[] features = [1, -0.5];
        var weights = _difficulty.Prior.ToArray();
        double P(double shift) => ItemResponse.Response(features, weights, Vector<double>.Build.DenseOfArray([0.3 + shift, 0.8]), _difficulty).P;

        var slope = ItemResponse.Response(features, weights, Vector<double>.Build.DenseOfArray([0.3, 0.8]), _difficulty).Slope;

        Assert.That(slope, Is.EqualTo((P(1e-5) - P(-1e-5)) / 2e-5).Within(1e-8));
    }

    private static ProbeEvidence[] Probes(int count, int dimension)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var features = Enumerable.Range(0, dimension).Select(k => k == 0 ? 1 : (random.NextDouble() * 4) - 2).ToArray();
            var difficulty = _difficulty.Prior.ToArray().Select(q => q * random.NextDouble()).ToArray();
            return new ProbeEvidence(features, [.. difficulty.Select(q => q / difficulty.Sum())], random.Next(3) / 2.0);
        })];
    }

    private static double LogPosterior(double[] w, EndpointVector prior, ProbeEvidence[] probes)
    {
        var sum = 0.0;
        foreach (var probe in probes)
        {
            var logit = probe.Features.Zip(w, (f, x) => f * x).Sum();
            var p = _difficulty.Nodes.Select((node, g) => probe.Difficulty[g] / (1 + Math.Exp(-((_difficulty.Kappa * logit) + node)))).Sum();
            sum += (probe.Correct * Math.Log(p)) + ((1 - probe.Correct) * Math.Log(1 - p));
        }

        return sum - Enumerable.Range(0, w.Length).Sum(k => Math.Pow(w[k] - prior.Mean[k], 2) / prior.Covariance[k, k] / 2);
    }
}
