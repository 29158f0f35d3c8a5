using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class NormalLineTests
{
    [Test]
    public void Observe_OneByOne_EqualsTheNormalEquationsOfAll()
    {
        (double X, double Y, double Noise)[] seen = [(0.5, 1.2, 0.3), (-1, 0.1, 0.5), (2, 2.4, 0.2), (0.1, 0.9, 1)];
        var line = seen.Aggregate(new NormalLine(0.3, 1, 0.8, 0.2), (before, point) => before.Observe(point.X, point.Y, point.Noise));

        var precision = Matrix<double>.Build.DenseOfDiagonalArray([1 / 0.8, 1 / 0.2]);
        var right = Vector<double>.Build.DenseOfArray([0.3 / 0.8, 1 / 0.2]);
        foreach (var (x, y, noise) in seen)
        {
            var f = Vector<double>.Build.DenseOfArray([1, x]);
            precision += f.OuterProduct(f) / noise;
            right += f * (y / noise);
        }

        var mean = precision.Solve(right);
        var covariance = precision.Inverse();
        Assert.That(new[] { line.A, line.B, line.VarianceA, line.VarianceB, line.Covariance }, Is.EqualTo(new[] { mean[0], mean[1], covariance[0, 0], covariance[1, 1], covariance[0, 1] }).Within(1e-12));
        Assert.That(line.Variance(1.5), Is.EqualTo(covariance[0, 0] + (3 * covariance[0, 1]) + (2.25 * covariance[1, 1])).Within(1e-12));
    }
}
