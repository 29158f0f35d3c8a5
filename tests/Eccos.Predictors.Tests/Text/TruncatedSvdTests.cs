using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class TruncatedSvdTests
{
    [Test]
    public void Compute_SmallMatrix_EqualsMathNetsExactDecomposition()
    {
        var dense = Matrix<double>.Build.Dense(60, 25, (i, j) => (i + (3 * j)) % 4 == 0 ? Math.Sin((i * 7) + (j * j)) + (i % 5) : 0);
        var exact = dense.Svd();

        var (v, s) = TruncatedSvd.Compute(SparseRows.Of(dense), 6, seed: 3, new ParallelOptions());

        for (var k = 0; k < 6; k++)
        {
            Assert.That(s[k], Is.EqualTo(exact.S[k]).Within(1e-4 * exact.S[0]), $"singular value {k}");
            var alignment = Enumerable.Range(0, 25).Sum(i => v.Row(i)[k] * exact.VT[k, i]);
            Assert.That(Math.Abs(alignment), Is.EqualTo(1).Within(1e-3), $"singular vector {k}");
        }
    }

    [Test]
    public void Compute_FewerRanksThanAskedFor_ReturnsTheRanksThereAre()
    {
        var rankTwo = Matrix<double>.Build.Dense(30, 20, (i, j) => (i * (j + 1)) + (j % 3));

        var (v, s) = TruncatedSvd.Compute(SparseRows.Of(rankTwo), 10, seed: 1, new ParallelOptions());

        var exact = rankTwo.Svd(false).S;
        Assert.That(s, Has.Length.EqualTo(2));
        Assert.That(s, Is.EqualTo(new[] { exact[0], exact[1] }).Within(1e-4 * exact[0]));
        Assert.That(v.Values, Is.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void Compute_Zeros_ReturnsNoDirection()
    {
        var (v, s) = TruncatedSvd.Compute(new SparseMatrix(4, new int[6], [], []), 3, seed: 1, new ParallelOptions());

        Assert.That(s, Is.Empty);
        Assert.That(v.ColumnCount, Is.Zero);
    }
}
