namespace Eccos.Predictors.Tests;

public sealed class ReliabilityTests
{
    [Test]
    public void Measure_TwoBins_IsComputedByHand()
    {
        var reliability = Reliability.Measure([0.1, 0.12, 0.9, 1 - 1e-9], [0, 1, 1, 1]);

        Assert.That(reliability.Bins.Sum(bin => bin.Count), Is.EqualTo(4));
        Assert.That(reliability.Bins[1].MeanPredicted, Is.EqualTo(0.11).Within(1e-12));
        Assert.That(reliability.Bins[1].MeanObserved, Is.EqualTo(0.5));
        Assert.That(reliability.ExpectedCalibrationError, Is.EqualTo(((2 * 0.39) + 0.1) / 4).Within(1e-6));
        Assert.That(reliability.BrierScore, Is.EqualTo((0.01 + (0.88 * 0.88) + 0.01) / 4).Within(1e-6));
        Assert.That(reliability.LogLoss, Is.EqualTo(-(Math.Log(0.9) + Math.Log(0.12) + Math.Log(0.9)) / 4).Within(1e-6));
    }

    [Test]
    public void Shared_ResidualsOfACommonError_AreFound()
    {
        // Half of the queries are right with 0.8 on all endpoints, half with 0.2; predicted is 0.5 for all: rho = 0.3^2 / 0.25.
        var random = new Random(1);
        const int N = 20_000, M = 4;
        var success = new float[N * M];
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
                success[(i * M) + j] = random.NextDouble() < (i % 2 == 0 ? 0.8 : 0.2) ? 1 : 0;
        }

        Assert.That(ResidualCorrelation.Shared(new double[N * M], success, M), Is.EqualTo(0.36).Within(0.02));
    }

    [Test]
    public void Measure_CertainAndRight_LosesNothing() =>
        Assert.That(Reliability.Measure([1.0, 0.0], [1.0, 0.0]).LogLoss, Is.Zero);
}
