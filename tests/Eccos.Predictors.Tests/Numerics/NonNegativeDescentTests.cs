namespace Eccos.Predictors.Tests;

public sealed class NonNegativeDescentTests
{
    [Test]
    public void Solve_RandomQuadratics_SatisfiesTheOptimalityConditions([Values(1, 2, 3)] int seed, [Values] bool inBlocks)
    {
        const int N = 12, NonNegative = 8;
        var random = new Random(seed);
        var root = Array.ConvertAll(new double[N * N], _ => random.NextDouble() - 0.5);
        var (hessian, gradient) = (new double[N, N], Array.ConvertAll(new double[N], _ => random.NextDouble() - 0.5));
        for (var a = 0; a < N; a++)
        {
            for (var b = 0; b < N; b++)
                hessian[a, b] = Enumerable.Range(0, N).Sum(k => root[(a * N) + k] * root[(b * N) + k]) + (a == b ? 0.05 : 0);
        }

        var x = Array.ConvertAll(new double[N], _ => random.NextDouble());
        var start = (double[])x.Clone();

        var change = NonNegativeDescent.Solve(hessian, gradient, x, NonNegative, inBlocks ? [[0, 4, 7], [1, 9]] : []);

        Assert.That(change, Is.EqualTo(x.Zip(start, (now, before) => Math.Abs(now - before)).Max()));
        Assert.That(x[..NonNegative], Has.Some.Zero.And.Some.GreaterThan(0), "a world in which the bound matters");
        for (var a = 0; a < N; a++)
        {
            var slope = gradient[a] + Enumerable.Range(0, N).Sum(b => hessian[a, b] * (x[b] - start[b]));
            if (a < NonNegative)
                Assert.That(x[a], Is.Not.Negative);
            Assert.That(slope, a < NonNegative && x[a] == 0 ? Is.GreaterThan(-1e-6) : Is.EqualTo(0).Within(1e-6));
        }
    }
}
