using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class LogisticRidgeFitTests
{
    private const int N = 120;
    private const int D = 10;
    private const int M = 3;

    private static readonly RidgePenalties _penalties = new(0.5, 2, 1, 1);

    [Test]
    public void Fit_LabelsMissing_SatisfiesTheOptimalityConditions()
    {
        var (x, success) = World(1);
        success[4] = success[8] = float.NaN;

        var (intercepts, weights) = LogisticRidgeFit.Fit(SparseRows.Of(x), success, M, _penalties, new ParallelOptions());

        // In the minimum lambda w = sum_ij (y - a) phi and lambda' w_j = sum_i (y - a) phi, so that w + w_j is known from the residuals.
        var slopes = new double[D, M];
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < M; j++)
            {
                var y = success[(i * M) + j];
                if (float.IsNaN(y))
                    continue;
                var logit = intercepts[j] + Enumerable.Range(0, D).Sum(k => x[i, k] * weights.Row(k)[j]);
                for (var k = 0; k < D; k++)
                    slopes[k, j] += (y - Logistic.Sigmoid(logit)) * x[i, k];
            }
        }

        for (var k = 0; k < D; k++)
        {
            var shared = Enumerable.Range(0, M).Sum(j => slopes[k, j]) / _penalties.SharedSuccess;
            for (var j = 0; j < M; j++)
                Assert.That(weights.Row(k)[j], Is.EqualTo(shared + (slopes[k, j] / _penalties.OwnSuccess)).Within(0.2), $"{k}, {j}");
        }

        Assert.That(weights.Values.Max(), Is.GreaterThan(2), "there is something to learn, and what is left of the residuals is a hundredth");
    }

    [Test]
    public void Fit_OneThreadOrSome_GivesTheSameBits()
    {
        var (x, success) = World(2);

        var one = LogisticRidgeFit.Fit(SparseRows.Of(x), success, M, _penalties, new ParallelOptions { MaxDegreeOfParallelism = 1 });
        var some = LogisticRidgeFit.Fit(SparseRows.Of(x), success, M, _penalties, new ParallelOptions { MaxDegreeOfParallelism = 4 });

        Assert.That(some.Weights.Values, Is.EqualTo(one.Weights.Values));
        Assert.That(some.Intercepts, Is.EqualTo(one.Intercepts));
    }

    [Test]
    public void Fit_EndpointWithoutLabelsOneAlwaysRightAndOneAlwaysWrong_IsFinite()
    {
        var (x, success) = World(3);
        for (var k = 0; k < success.Length; k++)
            success[k] = k % M == 0 ? float.NaN : k % M == 1 ? 1 : 0;

        var (intercepts, weights) = LogisticRidgeFit.Fit(SparseRows.Of(x), success, M, _penalties, new ParallelOptions());

        Assert.That(weights.Values, Is.All.Matches<float>(float.IsFinite));
        Assert.That(intercepts[0], Is.EqualTo(0).Within(0.2), "nothing is known but the pool, half of which is right");
        Assert.That(intercepts[1], Is.GreaterThan(3));
        Assert.That(intercepts[2], Is.LessThan(-3));
    }

    private static (Matrix<double> X, float[] Success) World(int seed)
    {
        var random = new Random(seed);
        var x = Matrix<double>.Build.Dense(N, D, (_, _) => random.Next(3) == 0 ? random.NextDouble() - 0.3 : 0);
        var success = new float[N * M];
        for (var k = 0; k < success.Length; k++)
            success[k] = random.NextDouble() < Logistic.Sigmoid((4 * x[k / M, 0]) - (3 * x[k / M, 1 + (k % M)]) + (k % M) - 1) ? 1 : 0;
        return (x, success);
    }
}
