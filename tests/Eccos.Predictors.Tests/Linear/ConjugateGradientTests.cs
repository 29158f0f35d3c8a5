using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class ConjugateGradientTests
{
    [Test]
    public void Solve_MaskedColumns_AgreesWithDenseNormalEquations()
    {
        const int N = 30, D = 8, Width = 3;
        var random = new Random(3);
        var x = Matrix<double>.Build.Dense(N, D, (_, _) => random.Next(3) == 0 ? random.NextDouble() - 0.5 : 0);
        var (y, mask) = (new DenseMatrix(N, Width), new DenseMatrix(N, Width));
        for (var k = 0; k < y.Values.Length; k++)
        {
            mask.Values[k] = k % Width == 2 || random.Next(4) > 0 ? 1 : 0;
            y.Values[k] = mask.Values[k] * (float)(random.NextDouble() - 0.5);
        }

        double[] lambda = [0.1, 0.5, 2];

        var weights = ConjugateGradient.Solve(SparseRows.Of(x), y, mask, lambda, 200, new ParallelOptions());

        for (var j = 0; j < Width; j++)
        {
            var rows = Enumerable.Range(0, N).Where(i => mask.Row(i)[j] > 0).ToArray();
            var part = Matrix<double>.Build.Dense(rows.Length, D, (i, k) => x[rows[i], k]);
            var labels = Vector<double>.Build.Dense(rows.Length, i => y.Row(rows[i])[j]);
            var expected = (part.TransposeThisAndMultiply(part) + (lambda[j] * Matrix<double>.Build.DenseIdentity(D))).Solve(part.TransposeThisAndMultiply(labels));
            for (var k = 0; k < D; k++)
                Assert.That(weights.Row(k)[j], Is.EqualTo(expected[k]).Within(2e-3));
        }
    }

    [Test]
    public void Solve_ColumnWithoutLabels_HasNoWeights()
    {
        var x = Matrix<double>.Build.Dense(4, 2, (i, k) => i + k);
        var (y, mask) = (new DenseMatrix(4, 2), new DenseMatrix(4, 2));
        for (var i = 0; i < 4; i++)
            (y.Row(i)[0], mask.Row(i)[0]) = (i, 1);

        var weights = ConjugateGradient.Solve(SparseRows.Of(x), y, mask, [1, 1], 50, new ParallelOptions());

        Assert.That(weights.Row(0)[1], Is.Zero);
        Assert.That(weights.Values, Is.All.Not.NaN);
        Assert.That(weights.Row(0)[0], Is.Not.Zero);
    }
}
