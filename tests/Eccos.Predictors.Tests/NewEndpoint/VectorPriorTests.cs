namespace Eccos.Predictors.Tests;

public sealed class VectorPriorTests
{
    private static readonly EndpointComparison _noFacts = EndpointComparison.None(6);

    [Test]
    public void Create_ComponentsThatGoTogether_AreCorrelatedLessThanFully()
    {
        double[][] vectors = [[-1, -2, 1], [0, 0, -1], [1, 2, 0], [2, 4, -1], [-2, -4, 1]];

        var prior = VectorPrior.Create(vectors, _noFacts);

        Assert.That(Correlation(0, 1), Is.EqualTo(5 / 7.0).Within(1e-9));
        Assert.That(Correlation(0, 2), Is.LessThan(0));
        Assert.That(prior.Mean[1], Is.Zero.Within(1e-9));
        Assert.That(prior.Covariance.IsSymmetric(), Is.True);
        Assert.That(() => prior.Covariance.Cholesky(), Throws.Nothing);

        double Correlation(int k, int l) => prior.Covariance[k, l] / Math.Sqrt(prior.Covariance[k, k] * prior.Covariance[l, l]);
    }

    [Test]
    public void Create_ComponentInWhichEndpointsDoNotDiffer_IsUncorrelatedAndNeverCertain()
    {
        double[][] vectors = [[-1, 3], [0, 3], [1, 3], [2, 3], [-2, 3]];

        var prior = VectorPrior.Create(vectors, _noFacts);

        Assert.That(prior.Covariance[0, 1], Is.Zero);
        Assert.That(prior.Covariance[1, 1], Is.GreaterThan(0));
        Assert.That(prior.Mean[1], Is.EqualTo(3).Within(1e-9));
    }

    [Test]
    public void Create_ComponentApartFromFacts_IsTheMeanWhateverTheFacts()
    {
        double[][] vectors = [[-1, -1], [0, 0], [1, 1], [2, 2], [-2, -2]];
        double[][] facts = [[-1], [0], [1], [2], [-2], [3]];

        var prior = VectorPrior.Create(vectors, _noFacts with { Facts = facts }, apart: 1);

        Assert.That(prior.Mean[0], Is.GreaterThan(1));
        Assert.That(prior.Mean[1], Is.Zero.Within(1e-9));
    }

    [Test]
    public void Create_OneKnownEndpoint_IsItsVector()
    {
        var prior = VectorPrior.Create([[0.5, 2]], EndpointComparison.None(2));

        Assert.That(prior.Mean.ToArray(), Is.EqualTo(new[] { 0.5, 2 }));
        Assert.That(prior.Covariance[0, 1], Is.Zero);
    }

    [Test]
    public void Create_Trend_MovesTheFirstComponentAlone()
    {
        double[][] vectors = [[-1, 3], [0, 1], [1, 2], [2, 0], [-2, 4]];
        var before = VectorPrior.Create(vectors, _noFacts);

        var prior = VectorPrior.Create(vectors, _noFacts with { Trend = new CapabilityTrend([0, 0, 0, 0, 0, 0.7], 0.04) });

        Assert.That(prior.Mean[0], Is.EqualTo(before.Mean[0] + 0.7).Within(1e-9));
        Assert.That(prior.Mean[1], Is.EqualTo(before.Mean[1]));
        Assert.That(prior.Covariance[0, 0], Is.EqualTo(before.Covariance[0, 0] + 0.04).Within(1e-9));
    }

    [Test]
    public void Create_TrendThatTheKnownEndpointsFollow_MakesSurer()
    {
        double[][] vectors = [[-1.1, 3], [0.1, 1], [1, 2], [2, 0], [-2, 4]];

        var prior = VectorPrior.Create(vectors, _noFacts with { Trend = new CapabilityTrend([-1, 0, 1, 2, -2, 3], 0.1) });

        Assert.That(prior.Mean[0], Is.EqualTo(3).Within(0.1));
        Assert.That(prior.Covariance[0, 0], Is.LessThan(0.2));
    }
}
