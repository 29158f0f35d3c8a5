using System.Runtime.Intrinsics;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class VectorMathTests
{
    [Test]
    public void ExpOfNonPositive_AnyNumber_IsTheExponentialToRounding()
    {
        var random = new Random(1);
        for (var k = 0; k < 20_000; k++)
        {
            double[] x = [.. Enumerable.Range(0, Vector512<double>.Count).Select(_ => -700 * Math.Pow(random.NextDouble(), 8))];
            x[k % x.Length] = k % 3 == 0 ? 0 : -(k % 699) * Math.Log(2) / 2;

            var e = VectorMath.ExpOfNonPositive(Vector512.Create(x));

            for (var lane = 0; lane < x.Length; lane++)
                Assert.That(e[lane], Is.EqualTo(Math.Exp(x[lane])).Within(2e-12).Percent, $"exp({x[lane]:R})");
        }
    }

    [Test]
    public void ExpOfNonPositive_FarBelow_IsNextToNothing() =>
        Assert.That(VectorMath.ExpOfNonPositive(Vector512.Create(double.NegativeInfinity, -1e300, -1e5, -701, -700, -2000, -1e9, double.MinValue))[0], Is.InRange(0, 1e-303));
}
